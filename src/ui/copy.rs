//! Copying by a tap.

use leptos::task::spawn_local;

use crate::browser::share;
use crate::ui::toast::toast;

/// Puts a text on the clipboard, and says whether that went well.
pub fn copy(text: &str) {
    let copying = share::copy(text);
    spawn_local(async move {
        toast(if copying.await { "已复制" } else { "复制不了，长按文字自己复制" });
    });
}
