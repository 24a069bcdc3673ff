// What a page shows, by the one place that knows how it is marked: where a class or an id changes, this does.

import type { Locator, Page } from "@playwright/test";

/** The five tabs; at the desk its tabs, or its bar. */
export const tabBar = (within: Page | Locator): Locator => within.locator(".tabs");

/** Quotations of cards. */
export const quotation = (within: Page | Locator): Locator => within.locator(".quote");

/** Places of a deck, one a card. */
export const deckSlots = (within: Page | Locator): Locator => within.locator(".slot");

/** What stands beside the heading: a day, how many. */
export const headerNote = (within: Page | Locator): Locator => within.locator("#note");

/** 离线可读, 没有网络, … */
export const headerStatus = (within: Page | Locator): Locator => within.locator("#status");

/** The heading in the header. */
export const headerHeading = (within: Page | Locator): Locator => within.locator("#heading");

/** The words of posts, in the feed and at the desk. */
export const postWords = (within: Page | Locator): Locator => within.locator(".post .body");

/** Posts, in the feed and at the desk. */
export const posts = (within: Page | Locator): Locator => within.locator(".post");

/** 收藏. */
export const keepButton = (within: Page | Locator): Locator => within.locator("[data-action=keep]");

/** 下一条. */
export const nextButton = (within: Page | Locator): Locator => within.locator("[data-action=next]");

/** 上一条. */
export const previousButton = (within: Page | Locator): Locator => within.locator("[data-action=prev]");

/** What is said for a moment at the foot. */
export const toast = (within: Page | Locator): Locator => within.locator(".toast");

/** What was found. */
export const searchResults = (within: Page | Locator): Locator => within.locator("#found a");

/** Where one types what to look for. */
export const searchField = (within: Page | Locator): Locator => within.locator("#query");

/** What the search says about what it found. */
export const searchSaid = (within: Page | Locator): Locator => within.locator("#said");

/** 一分钟读懂. */
export const gloss = (within: Page | Locator): Locator => within.locator(".gloss");

/** 接着看. */
export const resumeLine = (within: Page | Locator): Locator => within.locator(".resume");

/** Rows of a table that is looked over. */
export const importRows = (within: Page | Locator): Locator => within.locator(".import-row");

/** How many rows are good, and how many are not. */
export const importCount = (within: Page | Locator): Locator => within.locator(".import-count");

/** State and next step of a document. */
export const writingBar = (within: Page | Locator): Locator => within.locator(".writing-bar");

/** Documents in the list of a folder. */
export const listedDocuments = (within: Page | Locator): Locator => within.locator(".listed a");

/** Texts of a source. */
export const sourceTexts = (within: Page | Locator): Locator => within.locator(".source-text");

/** Invites, as they are printed. */
export const inviteCards = (within: Page | Locator): Locator => within.locator(".invite-card");

/** What riders say is wrong about places. */
export const corrections = (within: Page | Locator): Locator => within.locator(".correction");

/** 更多, or whose desk it is. */
export const moreButton = (within: Page | Locator): Locator => within.locator(".more > summary");

/** Why a post goes back. */
export const reasons = (within: Page | Locator): Locator => within.locator(".reasons");

/** Whether a document is saved, and how far it is. */
export const keptState = (within: Page | Locator): Locator => within.locator(".keeping");

/** Whether a place is open, in words. */
export const stateWords = (within: Page | Locator): Locator => within.locator(".state");
