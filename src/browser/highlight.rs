//! Running text of the document, and a mark on a part of it. The CSS Custom Highlight API leaves the document as it is;
//! browsers without it get a class on the whole block.

use js_sys::{Array, Function, Map, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range, window};

use super::dom;

/// Name of the highlight and of the class (style/listen.css).
const NAME: &str = "reading";
/// Elements whose text is one run of words.
const BLOCK: &str = "p, h1, h2, h3, h4, h5, h6, li, td, th, pre";
/// `NodeFilter.SHOW_TEXT`
const SHOW_TEXT: u32 = 4;

/// A paragraph, a heading, an item of a list or a cell of a table.
pub struct Block {
    element: Element,
    text: String,
    /// Its text nodes in order, each with its length in UTF-16 units.
    nodes: Vec<(Node, u32)>,
}

/// The blocks in every element below another that matches a selector, in order. A block inside a block is one of its
/// own.
pub fn blocks(parent: &dom::Node, selector: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let Some(document) = window().and_then(|window| window.document()) else { return blocks };
    let Ok(regions) = parent.query_selector_all(selector) else { return blocks };
    for region in (0..regions.length()).filter_map(|at| regions.get(at)) {
        let Ok(walker) = document.create_tree_walker_with_what_to_show(&region, SHOW_TEXT) else { continue };
        while let Ok(Some(node)) = walker.next_node() {
            let element = node.parent_element().and_then(|parent| parent.closest(BLOCK).ok().flatten());
            let Some(element) = element else { continue };
            if blocks.last().is_none_or(|block| block.element != element) {
                blocks.push(Block { element, text: String::new(), nodes: Vec::new() });
            }
            if let Some(block) = blocks.last_mut() {
                let text = node.text_content().unwrap_or_default();
                block.text.push_str(&text);
                block.nodes.push((node, text.encode_utf16().count() as u32));
            }
        }
    }
    blocks
}

/// Takes the mark away.
pub fn clear() {
    if let Some(registry) = registry() {
        registry.delete(&JsValue::from(NAME));
    }
    for node in dom::find_all(&format!(".{NAME}")) {
        let _ = node.class_list().remove_1(NAME);
    }
}

impl Block {
    /// Its words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Marks what stands between two places, in UTF-16 units, instead of what was marked before, and scrolls to it if
    /// it is out of sight: in an element that scrolls by itself, or in the page down to an element that lies over it.
    pub fn mark(&self, from: u32, to: u32, scroller: Option<&dom::Node>, floor: Option<&dom::Node>) {
        clear();
        let Some(range) = self.range(from, to) else { return };
        if highlight(&range).is_none() {
            let _ = self.element.class_list().add_1(NAME);
        }
        reveal(&range, scroller, floor);
    }

    fn range(&self, from: u32, to: u32) -> Option<Range> {
        let range = Range::new().ok()?;
        let (mut before, mut has_begun) = (0_u32, false);
        for (node, length) in &self.nodes {
            let end = before + *length;
            if !has_begun && from < end {
                range.set_start(node, from - before).ok()?;
                has_begun = true;
            }
            if has_begun && to <= end {
                range.set_end(node, to - before).ok()?;
                return Some(range);
            }
            before = end;
        }
        None
    }
}

/// `CSS.highlights`, which is used like a `Map`.
fn registry() -> Option<Map> {
    let css = Reflect::get(window()?.as_ref(), &JsValue::from("CSS")).ok()?;
    let registry = Reflect::get(&css, &JsValue::from("highlights")).ok()?;
    registry.is_object().then(|| registry.unchecked_into())
}

fn highlight(range: &Range) -> Option<()> {
    let registry = registry()?;
    let class: Function = Reflect::get(window()?.as_ref(), &JsValue::from("Highlight")).ok()?.dyn_into().ok()?;
    let highlight = Reflect::construct(&class, &Array::of1(range)).ok()?;
    registry.set(&JsValue::from(NAME), &highlight);
    Some(())
}

/// Scrolls in the way the style says.
fn reveal(range: &Range, scroller: Option<&dom::Node>, floor: Option<&dom::Node>) {
    let Some(window) = window() else { return };
    let (top, bottom) = match scroller {
        Some(scroller) => {
            let sight = scroller.get_bounding_client_rect();
            (sight.top(), sight.bottom())
        }
        None => {
            let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            (0.0, floor.map_or(height, |floor| floor.get_bounding_client_rect().top().min(height)))
        }
    };
    let words = range.get_bounding_client_rect();
    if words.top() >= top && words.bottom() <= bottom {
        return;
    }
    // Not to the very edge: what was just read stays in sight for a while.
    let by = words.top() - top - (bottom - top) / 5.0;
    match scroller {
        Some(scroller) => scroller.scroll_by_with_x_and_y(0.0, by),
        None => window.scroll_by_with_x_and_y(0.0, by),
    }
}
