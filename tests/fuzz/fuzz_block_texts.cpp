// links: audience_blocks
// Texts of blocks in the words of a translator: what is read out and put back is the same text in the same marks, whatever it
// says; and any other words put in are read out the same once they were.
#include "base/text.h"
#include "blocks/block_texts.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::blocks;

namespace {

void require(bool isTrue) {
    if (!isTrue)
        std::abort();
}

// Pieces end at a line end; their first letter says how they are set.
Json spansOf(std::string_view text) {
    Json spans = Json::array();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        Json span = Json::object();
        const char set = text[from];
        if (set == 'b')
            span["bold"] = true;
        if (set == 'i')
            span["italic"] = true;
        if (set == 'l')
            span["link"] = "https://a.example.org/";
        span["text"] = std::string(text.substr(from, end - from));
        spans.push_back(std::move(span));
        from = end + 1;
    }
    return spans;
}

std::optional<model::BlockDocument> documentOf(const Json &spans) {
    model::Findings findings;
    const Json block{{"id", "b"}, {"kind", "heading"}, {"content", spans}};
    const Json column{{"id", "c"}, {"blocks", Json::array({block})}};
    const Json section{{"id", "s"}, {"columns", Json::array({column})}};
    return model::blockDocumentFromJson(Json{{"audience_blocks", 1}, {"page", Json::object()}, {"sections", Json::array({section})}}, findings);
}

std::string wordsOf(const model::BlockDocument &document, const model::BlockDocument *numbered = nullptr) {
    const auto texts = blockTexts(document, numbered);
    return texts.empty() ? std::string() : texts.front().words;
}

// Letter by letter, how it is set.
std::vector<std::string> letters(const model::BlockDocument &document) {
    std::vector<std::string> out;
    for (const Json &span : document.part("b")->at("content"))
        for (const char c : jsonText(span, "text") + jsonText(span, "liquid"))
            out.push_back(std::string(1, c) + (jsonBool(span, "bold") ? "b" : "") + (jsonBool(span, "italic") ? "i" : "") + jsonText(span, "link"));
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 2'000)
        return 0;
    const std::string all = repairUtf8({reinterpret_cast<const char *>(data), size});
    const std::size_t half = std::min(all.find('\t'), all.size());
    const auto document = documentOf(spansOf(std::string_view(all).substr(0, half)));
    if (!document || wordsOf(*document).empty())
        return 0;
    const auto same = withBlockText(*document, "b", "/content", wordsOf(*document));
    require(same && letters(*same) == letters(*document) && wordsOf(*same) == wordsOf(*document));
    const std::string words = all.substr(std::min(half + 1, all.size()));
    const auto other = withBlockText(*document, "b", "/content", words, &*document);
    require(other.has_value());
    const std::string said = wordsOf(*other, &*document);
    if (said.empty())
        return 0;
    const auto again = withBlockText(*other, "b", "/content", said, &*document);
    require(again && letters(*again) == letters(*other) && wordsOf(*again, &*document) == said);
    // A translation that follows an email that did not change stays what it is.
    require(letters(inStep(*document, *document, *other)) == letters(*other));
    return 0;
}
