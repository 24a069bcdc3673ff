//! What is looked for, one thing after the other, until there is something.

use super::query::Query;
use super::sounds::Sounds;

/// The rows of what was found, and how many there are.
type Rows = (Vec<String>, usize);

/// Of fewer it is worth a look what the same is called otherwise.
const FEW: usize = 5;

/// Rather something than nothing: what was typed; where that is hardly anywhere, also what it is called otherwise; where it is
/// nowhere, what a question is about or, if that is nothing, the word that the fewest have. And what to say of that. `None` where
/// other words are looked for by now. `asked`: words for the same, and those that ask; none while half of the content is not there.
pub(super) async fn seek(
    query: &Query,
    asked: Option<[&str; 2]>,
    sounds: &Sounds,
    find: impl AsyncFn(&Query) -> Option<Rows>,
) -> Option<(Rows, String)> {
    let mut found = find(query).await?;
    let Some([same, asking]) = asked else { return Some((found, String::new())) };
    if found.1 > 0 {
        if found.1 < FEW
            && let Some(wide) = query.widened(same, asking, sounds)
        {
            found = find(&wide).await?;
        }
        return Some((found, String::new()));
    }
    let (queries, as_much) = query.looser(same, asking, sounds);
    let mut fewest = found;
    let mut said = String::new();
    for (at, looser) in queries.iter().enumerate() {
        let found = find(looser).await?;
        if found.1 > 0 && (fewest.1 == 0 || found.1 < fewest.1) {
            fewest = found;
            let words = looser.words();
            if at < as_much {
                said = ["按“", &words, "”找："].concat();
                break;
            }
            said = ["没有全对上的，先看有“", &words, "”的："].concat();
        }
    }
    Some((fewest, said))
}
