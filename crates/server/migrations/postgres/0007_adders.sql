-- Who has put a source text in: inside the desk people are their own names.
ALTER TABLE source_texts ADD COLUMN adder TEXT REFERENCES people (id) ON DELETE SET NULL;
CREATE INDEX source_texts_adder ON source_texts (adder) WHERE adder IS NOT NULL;
