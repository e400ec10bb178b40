// What the canvas of the studio shows of an email made of blocks: its HTML sanitised, every part with its id and every text
// with its place, outputs of Liquid as chips, pictures of the library inside; and what was written on it as a document again.
// Any thread.
#pragma once

#include "model/block_document.h"
#include "model/brand_kit.h"
#include "service/views.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace audience::service {

class Session;

// What an output of Liquid, as it is written, says for somebody.
using CanvasValues = std::map<std::string, std::string>;

struct CanvasHtml {
    std::string html; // a whole document, never for sending
    std::size_t bytes = 0;             // of what is sent, before Liquid fills it
    std::vector<FindingView> findings; // `path`: JSON pointer into the document
    std::vector<std::pair<std::string, std::size_t>> sections; // id and bytes
};
// Chips say the value; the name of the field where there is none.
Result<CanvasHtml> canvasHtml(const Session &session, const model::BlockDocument &document, const model::BrandKit &kit, const CanvasValues &values = {});
// Of every output in the document for this person. What has no value, or only one inside a loop, is left out.
Result<CanvasValues> canvasValues(Session &session, const model::BlockDocument &document, const model::BrandKit &kit, const std::string &personKey);

// The words at one place of a block, to be written in, as HTML. `isEditable` false: there are none, or they would not come
// back whole.
struct CanvasText {
    enum class Kind { Line, Spans, Flow, Items }; // as blocks::EditableKind
    bool isEditable = false;
    Kind kind = Kind::Line;
    std::string place, html;
    bool hasMarks() const { return kind != Kind::Line; }
};
// `place`: JSON pointer within the block ("/items/0/title"), as data-words says it; empty: what the block is about. A footer
// without words of its own begins with those of the brand.
CanvasText canvasText(const model::BlockDocument &document, const model::BrandKit &kit, std::string_view block, std::string_view place = {},
                      const CanvasValues &values = {});
std::string canvasChip(std::string_view liquid, const CanvasValues &values = {});
// The document with what now stands there; nothing else of it changes. Errors: "blocks.not_text", those of setPartProperty().
Result<model::BlockDocument> withCanvasText(const model::BlockDocument &document, const model::BrandKit &kit, std::string_view block, std::string_view place,
                                            std::string_view html);

} // namespace audience::service
