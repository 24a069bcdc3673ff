//! Contexts and the route table.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::actions::Actions;
use crate::browser::dom;
use crate::cards::Kept;
use crate::document::FirstPaint;
use crate::frame::Frame;
use crate::library::{Library, keep_up_to_date};
use crate::pages::{AboutPage, ArticlePage, ArticlesPage, CardPage, CardsPage, HomePage, MePage, MissingPage};
use crate::settings::Settings;
use crate::ui::Toast;

/// Mounts the app beside the document that came with the page.
pub fn start() {
    console_error_panic_hook::set_once();
    if let Some(main) = dom::find("#first-paint") {
        mount_to(main, App).forget();
    }
}

#[component]
fn App() -> impl IntoView {
    let library = Library::new();
    let actions = Actions::listen();
    let toast = Toast::new();
    provide_context(library);
    provide_context(actions);
    provide_context(toast);
    provide_context(FirstPaint::take());
    provide_context(Frame::open(library));
    provide_context(Kept::open(actions, toast));
    provide_context(Settings::open(actions));
    keep_up_to_date(library);
    view! {
        <Router>
            <FlatRoutes fallback=MissingPage>
                <Route path=path!("/") view=HomePage/>
                <Route path=path!("/cards") view=CardsPage/>
                <Route path=path!("/cards/:id") view=CardPage/>
                <Route path=path!("/articles") view=ArticlesPage/>
                <Route path=path!("/articles/:slug") view=ArticlePage/>
                <Route path=path!("/about") view=AboutPage/>
                <Route path=path!("/me") view=MePage/>
            </FlatRoutes>
        </Router>
        {toast.view()}
    }
}
