#include "movein/template_translator.h"

#include "base/text.h"
#include "liquid/liquid.h"

#include <algorithm>

namespace audience::movein {

namespace {

constexpr std::string_view kRaw = "{% raw %}", kEndRaw = "{% endraw %}";
constexpr std::size_t kMaxFindings = 500;

// Where a raw block would end; npos: nowhere.
std::size_t rawEnd(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("{%", from); at != std::string_view::npos; at = text.find("{%", at + 2)) {
        std::size_t word = at + 2;
        while (word < text.size() && (text[word] == '-' || text[word] == ' ' || text[word] == '\t' || text[word] == '\n' || text[word] == '\r'))
            ++word;
        if (text.substr(word, 6) == "endraw")
            return at;
    }
    return std::string_view::npos;
}

// Text that Liquid is not to read.
std::string asRaw(std::string_view text) {
    std::string out(kRaw);
    for (;;) {
        const std::size_t end = rawEnd(text, 0);
        out += text.substr(0, end);
        out += kEndRaw;
        if (end == std::string_view::npos)
            return out;
        out.append("{{ '{%' }}").append(kRaw);
        text.remove_prefix(end + 2);
    }
}

// The same whatever is in it: HTML shows the sign all the same.
std::string withoutBraces(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '{' ? std::string("&#123;") : std::string(1, c);
    return out;
}

bool isReadable(const std::string &text, std::string *reason) {
    const liquid::Parsed parsed = liquid::parse(text, {liquid::ErrorMode::Warn, nullptr});
    if (parsed.program)
        return true;
    if (reason && !parsed.findings.empty())
        *reason = parsed.findings.front().id;
    return false;
}

} // namespace

int TranslationWriter::lineAt(std::size_t at) {
    if (at < m_counted) {
        m_counted = 0;
        m_line = 1;
    }
    for (; m_counted < at && m_counted < m_source.size(); ++m_counted)
        m_line += m_source[m_counted] == '\n' ? 1 : 0;
    return m_line;
}

void TranslationWriter::note(std::string_view mark, std::size_t at, const char *id, std::vector<std::pair<std::string, std::string>> more) {
    if (m_findings.size() >= kMaxFindings)
        return;
    Finding finding{id, {{"tag", std::string(mark.substr(0, 120))}}, 1, {}, lineAt(at)};
    if (!isValidUtf8(finding.args.front().second))
        finding.args.front().second = repairUtf8(finding.args.front().second);
    for (auto &one : more)
        finding.args.push_back(std::move(one));
    m_findings.push_back(std::move(finding));
}

void TranslationWriter::kept(std::string_view mark, std::size_t at, const char *id, std::vector<std::pair<std::string, std::string>> more) {
    note(mark, at, id, std::move(more));
    m_out += mark.find('{') == std::string_view::npos ? std::string(mark) : asRaw(mark);
}

Translation TranslationWriter::finish() && {
    Translation done{std::move(m_out), std::move(m_findings), m_translated};
    std::string reason;
    if (!isReadable(done.text, &reason)) {
        done.text = asRaw(m_source);
        if (!isReadable(done.text, nullptr))
            done.text = withoutBraces(m_source);
        done.translated = 0;
        done.findings.insert(done.findings.begin(), Finding{"movein.template_unread", {{"reason", reason}}, 1, {}, 0});
    }
    return done;
}

Translation translateTemplate(Tool from, std::string_view source) {
    if (source.size() > kMaxTemplateBytes)
        return {asRaw(source), {Finding{"movein.template_large", {{"limit", std::to_string(kMaxTemplateBytes >> 20)}}, 1, {}, 0}}, 0};
    TranslationWriter writer(source);
    if (from == Tool::Mailchimp)
        translateMailchimp(source, writer);
    else
        translateBraces(from, source, writer);
    return std::move(writer).finish();
}

std::optional<std::string> dateFormat(std::string_view php) {
    struct Sign {
        char from;
        std::string_view to;
    };
    static constexpr Sign kSigns[] = {{'d', "%d"}, {'j', "%-d"}, {'D', "%a"}, {'l', "%A"}, {'m', "%m"}, {'n', "%-m"}, {'M', "%b"}, {'N', "%b"}, {'F', "%B"},
                                      {'Y', "%Y"}, {'y', "%y"},  {'H', "%H"}, {'G', "%-H"}, {'h', "%I"}, {'g', "%-I"}, {'i', "%M"}, {'s', "%S"}, {'a', "%P"}, {'A', "%p"}};
    std::string out;
    for (std::size_t i = 0; i < php.size(); ++i) {
        const char c = php[i];
        if (c == '%')
            return std::string(php); // it is written our way already
        if (c == '\'' || c == '{' || c == '}' || c == '|')
            return std::nullopt;
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            out += c;
            continue;
        }
        const auto *const found = std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign &sign) { return sign.from == c; });
        if (found == std::end(kSigns))
            return std::nullopt;
        out += found->to;
    }
    return out;
}

} // namespace audience::movein
