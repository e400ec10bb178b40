// A block document and a brand kit become the HTML of an email: nested tables with every style in place, so that it
// holds up where <style> is dropped (Gmail apps) and in Outlook for Windows (ghost tables, VML), with what only
// adds to it in <style>: phones and dark mode. Liquid is passed through untouched; conditions and repeats become
// tags. The same input gives the same bytes. Stateless, any thread. It sends and renders nothing.
#pragma once

#include "base/result.h"
#include "model/block_document.h"
#include "model/brand_kit.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::blocks {

constexpr std::size_t kGmailClip = 102 * 1024; // Gmail shows no more bytes of HTML than these

struct PartSize {
    std::string id; // of a section
    std::size_t bytes = 0;
};

struct CompiledEmail {
    std::string html;
    std::size_t bytes = 0;          // before Liquid fills it
    std::vector<PartSize> sections; // in the order of the document
    // With their JSON pointers, warnings: blocks.bad_address {url} (left out), blocks.unknown_token {value} (a default
    // is used), blocks.unknown_kind {value} (left out), blocks.bad_liquid. An error: blocks.bad_condition {value}; the
    // part is left out, because without its condition it would go to everybody. An email with errors must not be armed.
    model::Findings findings;
    bool clipped() const { return bytes > kGmailClip; }
};

// What it looks for: the ids of all its findings.
constexpr std::array<std::string_view, 5> kCompileFindings{"blocks.bad_address", "blocks.bad_condition", "blocks.bad_liquid", "blocks.unknown_kind", "blocks.unknown_token"};

struct CompileOptions {
    // For a canvas, never for sending: every section, column and block carries data-part="its id", one with nothing to
    // show keeps a place, and each stands there once and always, whatever its conditions and repeats say.
    bool marksParts = false;
    bool hasPreheader = true; // that of the page; false where whoever sends the email puts one into it
    std::string language;     // where the page says none
};

CompiledEmail compile(const model::BlockDocument &document, const model::BrandKit &kit, const CompileOptions &options = {});

// The text part for the HTML that compile() made, before or after Liquid: buttons as "Text: address".
// Errors: those of email::plainText.
Result<std::string> plainTextOf(const CompiledEmail &email);

// The HTML of one block as compile() writes it, without the frame of an email: for previews in an editor.
std::string compileBlock(const model::BlockDocument &document, const model::BrandKit &kit, std::string_view block);

} // namespace audience::blocks
