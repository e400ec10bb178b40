// What the canvas of the studio shows of an email made of blocks: its HTML sanitised, every part with its id, outputs of
// Liquid as chips, pictures of the library inside; and what was written on it as a document again. Any thread.
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

struct CanvasHtml {
    std::string html; // a whole document, never for sending
    std::size_t bytes = 0;             // of what is sent, before Liquid fills it
    std::vector<FindingView> findings; // `path`: JSON pointer into the document
    std::vector<std::pair<std::string, std::size_t>> sections; // id and bytes
};
// `values`: what outputs of Liquid say for the person it is shown for; the name of the field where there is none.
Result<CanvasHtml> canvasHtml(const Session &session, const model::BlockDocument &document, const model::BrandKit &kit,
                              const std::map<std::string, std::string> &values = {});

// The words of a block to be written in, as HTML. `isEditable` false: it has none, or they would not come back whole.
struct CanvasText {
    bool isEditable = false, hasMarks = false, hasParagraphs = false;
    std::string html;
};
CanvasText canvasText(const model::BlockDocument &document, std::string_view block);
std::string canvasChip(std::string_view liquid);
// The document with what now stands there. Errors: "blocks.not_text", those of setPartProperty().
Result<model::BlockDocument> withCanvasText(const model::BlockDocument &document, std::string_view block, std::string_view html);

} // namespace audience::service
