import "./live-conversation.js";
import "./message-box.js";
