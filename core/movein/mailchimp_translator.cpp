// Merge tags: *|FNAME|*, *|IF:PLAN=gold|* ... *|END:IF|*.
#include "base/text.h"
#include "movein/template_translator.h"

#include <algorithm>

namespace audience::movein {

namespace {

constexpr std::size_t kMaxTag = 300;

struct Known {
    std::string_view tag, liquid;
};
// What every account has.
constexpr Known kOutputs[] = {{"UNSUB", "unsubscribe_url"},
                              {"UPDATE_PROFILE", "preferences_url"},
                              {"ARCHIVE", "view_in_browser_url"},
                              {"LIST:ADDRESS", "postal_address"},
                              {"LIST_ADDRESS", "postal_address"},
                              {"LIST:ADDRESSLINE", "postal_address"},
                              {"LIST_ADDRESS_HTML", "postal_address"},
                              {"LIST:ADDRESS_HTML", "postal_address"},
                              {"HTML:LIST_ADDRESS_HTML", "postal_address"},
                              {"LIST:COMPANY", "sender_name"},
                              {"USER:COMPANY", "sender_name"},
                              {"MC:FROM_NAME", "sender_name"},
                              {"CURRENT_YEAR", "'now' | date: '%Y'"}};
// Fields that are called otherwise among the columns of an export.
constexpr Known kFields[] = {{"FNAME", "first_name"}, {"LNAME", "last_name"}, {"EMAIL", "email"}, {"PHONE", "phone_number"}};
constexpr Known kModifiers[] = {{"UPPER", "upcase"}, {"LOWER", "downcase"}, {"TITLE", "capitalize"}, {"URL", "url_encode"}};

bool isFieldName(std::string_view tag) {
    return !tag.empty() && tag.size() <= 40 && !(tag[0] >= '0' && tag[0] <= '9') &&
           std::all_of(tag.begin(), tag.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

// Tags of the tool itself, which look like fields and are none.
constexpr std::string_view kOwn[] = {"MC_PREVIEW_TEXT", "REWARDS", "FORWARD", "ABOUT_LIST", "LISTNAME", "CONTACT", "SHARE", "RSSFEED", "FBLIKE", "TWITTER",
                                     "GROUPS", "INTEREST_GROUPS", "DATE", "RANDOM", "END", "ELSE", "IF", "IFNOT", "MONKEYREWARDS", "SURVEY", "POLL", "COUPON", "PROMO_CODE",
                                     "ARCHIVE_LINK_SHORT", "CAMPAIGN_UID", "UNIQID", "VIDEO", "GOOGLE", "FACEBOOK", "LIKE", "CART", "PRODUCT"};

std::optional<std::string> fieldOf(std::string_view tag) {
    for (const Known &one : kFields)
        if (one.tag == tag)
            return std::string(one.liquid);
    if (!isFieldName(tag) || std::find(std::begin(kOwn), std::end(kOwn), tag) != std::end(kOwn))
        return std::nullopt;
    return toLowerAscii(tag);
}

std::optional<std::string> outputOf(std::string_view tag) {
    for (const Known &one : kOutputs)
        if (one.tag == tag)
            return std::string(one.liquid);
    if (tag.starts_with("DATE:")) {
        const auto format = dateFormat(tag.substr(5));
        return format ? std::optional("'now' | date: '" + *format + "'") : std::nullopt;
    }
    const std::size_t colon = tag.find(':');
    if (colon != std::string_view::npos) {
        for (const Known &one : kModifiers)
            if (one.tag == tag.substr(0, colon))
                if (const auto field = fieldOf(tag.substr(colon + 1)))
                    return *field + " | " + std::string(one.liquid);
        return std::nullopt;
    }
    return fieldOf(tag);
}

// "PLAN=gold", "AGE >= 18", "FNAME".
std::optional<std::string> conditionOf(std::string_view text) {
    const std::size_t sign = text.find_first_of("=!<>");
    const auto field = fieldOf(trimmed(text.substr(0, sign)));
    if (!field)
        return std::nullopt;
    if (sign == std::string_view::npos)
        return *field + " != blank";
    const std::size_t end = text.find_first_not_of("=!<>", sign);
    std::string_view comparison = text.substr(sign, (end == std::string_view::npos ? text.size() : end) - sign);
    if (comparison == "=")
        comparison = "==";
    if (comparison != "==" && comparison != "!=" && comparison != "<" && comparison != ">" && comparison != "<=" && comparison != ">=")
        return std::nullopt;
    std::string_view value = end == std::string_view::npos ? std::string_view() : trimmed(text.substr(end));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
        value = value.substr(1, value.size() - 2);
    if (value.find_first_of("'{}%\n") != std::string_view::npos)
        return std::nullopt;
    const bool isNumber = !value.empty() && value.size() < 16 && value.find_first_not_of("0123456789.") == std::string_view::npos && value.front() != '.' && value.back() != '.';
    if (isNumber && comparison.find_first_of("<>") != std::string_view::npos)
        return *field + ' ' + std::string(comparison) + ' ' + std::string(value);
    if (comparison.find_first_of("<>") != std::string_view::npos)
        return std::nullopt;
    return *field + ' ' + std::string(comparison) + " '" + std::string(value) + '\'';
}

class Mailchimp {
public:
    Mailchimp(std::string_view source, TranslationWriter &writer) : m_source(source), m_writer(writer) {}

    void run() {
        std::size_t at = 0;
        while (at < m_source.size()) {
            const std::size_t tag = m_source.find("*|", at), brace = m_source.find_first_of('{', at);
            const std::size_t next = std::min(tag, brace);
            if (next == std::string_view::npos)
                break;
            m_writer.text(m_source.substr(at, next - at));
            at = next == tag ? takeTag(next) : takeBraces(next);
        }
        if (at < m_source.size())
            m_writer.text(m_source.substr(at));
        for (const Open &open : m_open) {
            m_writer.note(open.tag, open.at, "movein.template_block");
            if (open.isTranslated)
                m_writer.text(open.isUnless ? "{% endunless %}" : "{% endif %}");
        }
    }

private:
    struct Open {
        bool isTranslated = false, isUnless = false;
        std::string_view tag;
        std::size_t at = 0;
    };

    // Here braces are but text; Liquid must not read them.
    std::size_t takeBraces(std::size_t at) {
        const std::string_view two = m_source.substr(at, 2);
        if (two != "{{" && two != "{%") {
            m_writer.text(m_source.substr(at, 1));
            return at + 1;
        }
        const std::size_t end = m_source.find(two == "{{" ? "}}" : "%}", at);
        const std::size_t size = end == std::string_view::npos || end - at > kMaxTag ? 2 : end + 2 - at;
        m_writer.kept(m_source.substr(at, size), at, "movein.template_tag");
        return at + size;
    }

    std::size_t takeTag(std::size_t at) {
        const std::size_t end = m_source.find("|*", at + 2);
        if (end == std::string_view::npos || end - at > kMaxTag || m_source.substr(at, end - at).find('\n') != std::string_view::npos) {
            m_writer.text(m_source.substr(at, 2));
            return at + 2;
        }
        m_mark = m_source.substr(at, end + 2 - at);
        m_at = at;
        translate(std::string(trimmed(m_source.substr(at + 2, end - at - 2))));
        return end + 2;
    }

    void translate(const std::string &tag) {
        if (tag.starts_with("IF:") || tag.starts_with("IFNOT:"))
            return open(tag);
        if (tag.starts_with("ELSEIF:"))
            return middle(conditionOf(std::string_view(tag).substr(7)), "{% elsif ");
        if (tag == "ELSE:" || tag == "ELSE")
            return middle(std::string(), "{% else ");
        if (tag == "END:IF" || tag == "ENDIF" || tag == "END:IFNOT")
            return close();
        const auto output = outputOf(tag);
        if (output)
            m_writer.written("{{ " + *output + " }}");
        else
            m_writer.kept(m_mark, m_at, "movein.template_tag");
    }

    void open(const std::string &tag) {
        const bool isUnless = tag.starts_with("IFNOT:");
        const auto condition = conditionOf(std::string_view(tag).substr(isUnless ? 6 : 3));
        m_open.push_back({condition.has_value(), isUnless, m_mark, m_at});
        if (condition)
            m_writer.written((isUnless ? "{% unless " : "{% if ") + *condition + " %}");
        else
            m_writer.kept(m_mark, m_at, "movein.template_condition");
    }

    void middle(const std::optional<std::string> &condition, const std::string &begin) {
        if (m_open.empty())
            return m_writer.kept(m_mark, m_at, "movein.template_block");
        if (!m_open.back().isTranslated)
            return m_writer.text(m_mark);
        if (condition)
            m_writer.written(begin + *condition + (condition->empty() ? "%}" : " %}"));
        else { // what stands behind it must not hide behind a condition that nobody translated
            m_writer.written("{% else %}");
            m_writer.kept(m_mark, m_at, "movein.template_condition");
        }
    }

    void close() {
        if (m_open.empty())
            return m_writer.kept(m_mark, m_at, "movein.template_block");
        if (m_open.back().isTranslated)
            m_writer.written(m_open.back().isUnless ? "{% endunless %}" : "{% endif %}");
        else
            m_writer.text(m_mark);
        m_open.pop_back();
    }

    std::string_view m_source, m_mark;
    std::size_t m_at = 0;
    TranslationWriter &m_writer;
    std::vector<Open> m_open;
};

} // namespace

void translateMailchimp(std::string_view source, TranslationWriter &writer) { Mailchimp(source, writer).run(); }

} // namespace audience::movein
