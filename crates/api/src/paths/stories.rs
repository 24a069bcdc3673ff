//! URLs of stories (寻找最美奋斗者、地方的故事) and of the notes below documents (谢谢你的风雨无阻).

/// Stories of people and places.
pub const STORIES: &str = "/stories/";
/// The same, at the desk.
pub const DESK_STORIES: &str = "/desk/stories/";
/// Below it, the notes of a document as a piece of a page: `/notes/stories/square/`.
pub const NOTES: &str = "/notes/";
