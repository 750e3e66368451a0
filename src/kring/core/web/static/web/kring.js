// The behaviours that pages may use. Everything works without this file; it makes it quicker and kinder.
import "./elements/auto-grow.js";
import "./elements/command-palette.js";
import "./elements/file-drop.js";
import "./elements/keep-typed.js";
import "./elements/like-button.js";
import "./elements/local-time.js";
import "./elements/menu-button.js";
import "./elements/new-items.js";
import "./elements/older-items.js";
import "./elements/rich-text.js";
import "./elements/press-button.js";
import "./elements/photo-viewer.js";
import "./elements/shortcut-keys.js";
import "./elements/submit-once.js";
import "./elements/theme-switch.js";
import "./elements/toast-region.js";
import "./elements/wide-content.js";
