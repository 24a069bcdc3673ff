//! A way back for a secretary or an admin who forgot the passphrase: a link to send them.

use ::api::paths;
use ::api::people::PassphraseReset;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{history, share};
use crate::desk::shell::api;
use crate::desk::shell::session::Session;
use crate::desk::twice::Twice;
use crate::ui::copy;

/// A button that asks first: the link is as good as the name and the passphrase. Then the link itself.
#[component]
pub(super) fn Reset(id: StoredValue<String>, name: String) -> impl IntoView {
    let session = expect_context::<Session>();
    let (made, said) = (RwSignal::new(None::<PassphraseReset>), RwSignal::new(String::new()));
    let make = Callback::new(move |()| {
        spawn_local(async move {
            match api::reset_passphrase(&id.get_value()).await {
                Ok(reset) => {
                    let url = link(&reset);
                    made.set(Some(reset));
                    let is_copied = share::copy(&url).await;
                    let how = if is_copied { "链接复制好了，" } else { "选中上面的链接复制，" };
                    said.set(format!("{how}发给本人。24 小时内有效，只能用一次；在本人定好新口令以前，原来的还能用。"));
                }
                Err(why) => said.set(session.hear(&why)),
            }
        });
    });
    let what = format!("给{name}一个重设口令的链接？拿到链接的人就能用这个名字进来，只发给本人。");
    view! {
        <div class="reset">
            {move || match made.get() {
                Some(reset) => {
                    let url = link(&reset);
                    view! {
                        <p class="reset-link">{url.clone()}</p>
                        <button type="button" class="button quiet" on:click=move |_| copy(&url)>"复制链接"</button>
                    }
                    .into_any()
                }
                None => view! { <Twice name="重设口令" what=what.clone() yes="做一个链接" run=make/> }.into_any(),
            }}
            <p class="hint" role="status">{move || said.get()}</p>
        </div>
    }
}

fn link(reset: &PassphraseReset) -> String {
    history::origin() + &paths::desk_join(&reset.code)
}
