// Emails written in another tool's template language, in our Liquid. What has no counterpart stays where it stands, as text
// that everybody sees, and is a finding with its line. What comes out is always Liquid that can be read. Pure, any thread.
#pragma once

#include "movein/tool.h"

#include <cstddef>

namespace audience::movein {

struct Translation {
    std::string text;
    std::vector<Finding> findings; // with line; `count` is 1
    int translated = 0;            // places that were written anew
};

constexpr std::size_t kMaxTemplateBytes = std::size_t{4} << 20; // a larger one stays as it is, with a finding
// Findings: "movein.template_tag" {tag}: no counterpart; "movein.template_data" {tag}: data of the event or of the tool that
// an email here does not have; "movein.template_filter" {tag, filter}; "movein.template_condition" {tag};
// "movein.template_block" {tag}: it is never closed, or nothing opened it; "movein.template_unread" {reason}: as it is, in
// whole; "movein.template_large" {limit}.
Translation translateTemplate(Tool from, std::string_view source);

// Where a dialect's own translator puts its pieces; internal to the module.
class TranslationWriter {
public:
    explicit TranslationWriter(std::string_view source) : m_source(source) {}
    void text(std::string_view piece) { m_out += piece; }
    void written(std::string_view piece) { // in place of a mark of the tool
        m_out += piece;
        ++m_translated;
    }
    // The mark stays visible, whatever it looks like.
    void kept(std::string_view mark, std::size_t at, const char *id, std::vector<std::pair<std::string, std::string>> more = {});
    void note(std::string_view mark, std::size_t at, const char *id, std::vector<std::pair<std::string, std::string>> more = {});
    Translation finish() &&;

private:
    int lineAt(std::size_t at);
    std::string_view m_source;
    std::string m_out;
    std::vector<Finding> m_findings;
    int m_translated = 0;
    std::size_t m_counted = 0;
    int m_line = 1;
};

void translateMailchimp(std::string_view source, TranslationWriter &writer);
void translateBraces(Tool from, std::string_view source, TranslationWriter &writer);
// "d/m/Y" as PHP and Django write it, for our date filter; nothing where a sign has no counterpart.
std::optional<std::string> dateFormat(std::string_view php);

} // namespace audience::movein
