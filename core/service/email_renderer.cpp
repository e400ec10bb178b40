#include "service/email_renderer.h"

#include "base/text.h"
#include "email/link_marks.h"
#include "email/lint.h"
#include "email/plain_text.h"
#include "model/email_choice.h"
#include "qbase/convert.h"
#include "qbase/time_zone.h"
#include "qbase/word_distance.h"
#include "service/content_lint.h"
#include "service/person_words.h"
#include "service/template_outputs.h"
#include "service/template_words.h"

#include <algorithm>
#include <array>
#include <set>

namespace audience::service {

namespace {

constexpr std::array<std::string_view, 7> kOwnNames{"unsubscribe_url", "preferences_url", "view_in_browser_url", "sender_name",
                                                    "postal_address",  "campaign_name",   "person"};

liquid::Value valueOf(const engine::Cell &cell, liquid::Arena &arena) {
    struct Maker {
        liquid::Arena &arena;
        liquid::Value operator()(std::monostate) const { return {}; }
        liquid::Value operator()(bool value) const { return liquid::Value::boolean(value); }
        liquid::Value operator()(std::int64_t value) const { return liquid::Value::integer(value); }
        liquid::Value operator()(Decimal value) const { return liquid::Value::decimal(value); }
        liquid::Value operator()(double value) const { return liquid::Value::real(value); }
        liquid::Value operator()(const std::string &value) const { return liquid::Value::text(arena.store(value)); }
        liquid::Value operator()(CivilDate value) const { return liquid::Value::date(value); }
        liquid::Value operator()(Instant value) const { return liquid::Value::instant(value); }
    };
    return std::visit(Maker{arena}, cell);
}

using Columns = std::map<std::string, std::shared_ptr<const engine::DenseColumn>, std::less<>>;

// A person as the object `person`, and the same fields at the top level.
class PersonSource final : public liquid::ValueSource, public liquid::Object {
public:
    PersonSource(const Columns &columns, Ordinal person, const ExtraValues &extra)
        : m_columns(columns), m_person(person), m_extra(extra) {}

    bool find(std::string_view name, liquid::Arena &arena, liquid::Value &value) const override {
        if (const auto extra = m_extra.find(name); extra != m_extra.end()) {
            value = liquid::Value::text(extra->second);
            return true;
        }
        if (const auto column = m_columns.find(name); column != m_columns.end()) {
            value = valueOf(cellOf(*column->second, m_person), arena);
            return true;
        }
        if (name == "person") {
            value = liquid::Value::object(this);
            return true;
        }
        return false;
    }
    std::size_t size() const override { return m_columns.size(); }
    std::pair<std::string_view, liquid::Value> member(std::size_t index, liquid::Arena &arena) const override {
        auto at = m_columns.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(index));
        return {at->first, valueOf(cellOf(*at->second, m_person), arena)};
    }

private:
    const Columns &m_columns;
    Ordinal m_person;
    const ExtraValues &m_extra;
};

struct Source {
    std::string part, text;
};

// As it is sent: the preheader may be that of the blocks.
model::EmailContent sentContent(const model::EmailTemplate &email) {
    model::EmailContent content = model::contentOf(email);
    content.preheader = preheaderOf(email);
    return content;
}

void addParts(std::vector<Source> &sources, const std::string &before, const model::EmailContent &of) {
    for (const auto &[part, text] : {std::pair<const char *, const std::string *>{"subject", &of.subject}, {"preheader", &of.preheader}, {"html", &of.html}, {"text", &of.text}})
        if (before.empty() || !text->empty()) // what is empty is that of the email itself
            sources.push_back({before + part, *text});
}

// The email itself, its translations and variants.
std::vector<Source> partsOf(const model::EmailTemplate &email) {
    std::vector<Source> sources;
    addParts(sources, {}, sentContent(email));
    forEachOther(email, [&](const std::string &before, const model::EmailContent &content) { addParts(sources, before, content); });
    return sources;
}

// "person.first_name" and "first_name" read the same column.
std::string columnOf(const std::string &path) {
    std::string_view rest = path;
    if (rest.rfind("person.", 0) == 0)
        rest.remove_prefix(7);
    return std::string(rest.substr(0, rest.find_first_of(".[")));
}

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The attribute whose value `tag`, the beginning of one, ends in.
std::string_view openAttribute(std::string_view tag) {
    std::size_t at = tag.find_first_of(" \t\r\n");
    while (at < tag.size()) {
        const std::size_t name = tag.find_first_not_of(" \t\r\n/", at);
        const std::size_t end = name < tag.size() ? tag.find_first_of("= \t\r\n", name) : std::string_view::npos;
        if (end == std::string_view::npos)
            break;
        at = end;
        if (tag[end] != '=')
            continue;
        const bool isQuoted = end + 1 < tag.size() && (tag[end + 1] == '"' || tag[end + 1] == '\'');
        const std::size_t last = isQuoted ? tag.find(tag[end + 1], end + 2) : tag.find_first_of(" \t\r\n", end + 1);
        if (last == std::string_view::npos)
            return tag.substr(name, end - name);
        at = last + 1;
    }
    return {};
}

// What stands around a place where nothing was written. In HTML words end at a tag.
RenderTrace::Gap::Where surroundings(std::string_view out, std::size_t at, bool isHtml) {
    using Where = RenderTrace::Gap::Where;
    const std::string_view before = out.substr(0, at), after = out.substr(at);
    if (isHtml) {
        const std::size_t open = before.rfind('<'), close = before.rfind('>');
        if (open != std::string_view::npos && (close == std::string_view::npos || close < open)) {
            const std::string attribute = toLowerAscii(openAttribute(before.substr(open)));
            return attribute == "href" || attribute == "src" ? Where::InLink : Where::InTag;
        }
    }
    const auto wordsEnd = [&](std::string_view text, bool backwards) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = backwards ? text[text.size() - 1 - i] : text[i];
            if (isHtml ? c == (backwards ? '>' : '<') : c == '\n')
                return false;
            if (!isBlank(c))
                return true;
        }
        return false;
    };
    return wordsEnd(before, true) || wordsEnd(after, false) ? Where::AmongWords : Where::Alone;
}

// Preheaders are read by inboxes and hidden in the email itself.
std::string withPreheader(const std::string &html, const std::string &preheader) {
    if (preheader.empty())
        return html;
    const std::string hidden = "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">" + preheader + "</div>";
    const auto body = html.find("<body");
    const auto end = body == std::string::npos ? std::string::npos : html.find('>', body);
    return end == std::string::npos ? hidden + html : html.substr(0, end + 1) + hidden + html.substr(end + 1);
}

} // namespace

LinkSettings linksOf(const model::DeliveryPlan &plan, const model::EmailTemplate &email) {
    return {plan.utm.empty() ? email.linkQuery : plan.utm, !plan.followClicks};
}

// With the names that may be meant, the nearest ones first.
static FindingView unknownField(const std::string &name, const store::DatasetInfo &people, std::string_view part) {
    FindingView finding{"template.unknown_field", {{"field", name}, {"dataset", people.name}}, std::string(part), 0, 0, false};
    constexpr std::size_t kLongest = 64;
    const QString wanted = toQString(name.substr(0, kLongest)).toCaseFolded();
    std::string near;
    for (const int far : {0, 1, 2})
        for (const engine::Field &field : people.fields)
            if (wanted.size() > far + 1 && field.name.size() <= kLongest && wordDistance(wanted, toQString(field.name).toCaseFolded()) == far)
                near += (near.empty() ? "" : ", ") + field.name;
    if (near.empty())
        return finding;
    finding.id = "template.unknown_field_near";
    finding.args.emplace_back("near", near);
    return finding;
}

// Advice that need not stand beside every email, and what campaigns ask in their own way.
static bool isForCheck(const email::LintFinding &one) {
    return one.severity != email::LintSeverity::Note && one.id != "lint.postal_address_missing";
}

static FindingView viewOf(const email::LintFinding &one, std::string path) {
    return {one.id, one.args, std::move(path), static_cast<int>(one.line), static_cast<int>(one.column), one.severity == email::LintSeverity::Error};
}

std::vector<FindingView> EmailRenderer::check(const model::EmailTemplate &email, const store::DatasetInfo *people) {
    std::vector<FindingView> findings = checkFields(email, people);
    for (const email::LintFinding &one : email::lintEmail({email.subject, email.html, email.text, email::LintStage::Template, {}, {}}))
        if (isForCheck(one))
            findings.push_back(viewOf(one, one.line > 0 ? "html" : ""));
    forEachOther(email, [&](const std::string &before, const model::EmailContent &content) {
        for (const email::LintFinding &one : lintOf(content, model::contentOf(email)))
            if (isForCheck(one) && one.part != "preheader") // nobody is asked about that of the email itself either
                findings.push_back(viewOf(one, before + (one.part.empty() ? "html" : one.part)));
    });
    return findings;
}

// With its place in the text: line and byte column, from 1.
static FindingView atField(FindingView finding, const std::string &text, std::string_view field) {
    const std::size_t at = placeOfField(text, field);
    if (at == std::string::npos)
        return finding;
    const std::string_view before = std::string_view(text).substr(0, at);
    finding.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    finding.column = static_cast<int>(at - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1)) + 1;
    return finding;
}

template <class Sources> static std::vector<FindingView> syntaxAndFields(const Sources &sources, const store::DatasetInfo *people) {
    std::vector<FindingView> findings;
    std::set<std::string> unknown;
    for (const Source &source : sources) {
        const liquid::Parsed parsed = liquid::parse(source.text, {liquid::ErrorMode::Strict, nullptr});
        for (const liquid::Finding &one : parsed.findings)
            findings.push_back({one.id, one.args, source.part, one.line, one.column, one.severity == liquid::Severity::Error});
        if (!parsed.program || !people)
            continue;
        for (const std::string &path : parsed.program->usedFields()) {
            const std::string name = columnOf(path);
            const bool known = people->fieldIndex(name) || EmailRenderer::isOwnName(name);
            if (!known && !isCovered(source.text, name) && unknown.insert(name).second)
                findings.push_back(atField(unknownField(name, *people, source.part), source.text, name));
        }
    }
    return findings;
}

std::vector<FindingView> EmailRenderer::checkFields(const model::EmailTemplate &email, const store::DatasetInfo *people) {
    return syntaxAndFields(partsOf(email), people);
}

std::vector<FindingView> EmailRenderer::checkLinks(const LinkSettings &links, const store::DatasetInfo *people) {
    std::vector<Source> sources;
    for (const auto &[name, text] : links.query)
        sources.push_back({name, text});
    return syntaxAndFields(sources, people);
}

ExtraValues EmailRenderer::extraValues(const std::string &unsubscribeUrl, const std::string &preferencesUrl, const std::string &copyUrl,
                                       const std::string &senderName, const std::string &postalAddress, const std::string &campaign) {
    return {{"unsubscribe_url", unsubscribeUrl}, {"preferences_url", preferencesUrl}, {"view_in_browser_url", copyUrl},
            {"sender_name", senderName},         {"postal_address", postalAddress},   {"campaign_name", campaign}};
}

bool EmailRenderer::isOwnName(std::string_view name) {
    return std::find(kOwnNames.begin(), kOwnNames.end(), name) != kOwnNames.end();
}

std::vector<std::string> EmailRenderer::usedFields(const model::EmailTemplate &email) {
    std::set<std::string> fields;
    for (const Source &source : partsOf(email))
        if (const auto program = liquid::parse(source.text).program)
            for (const std::string &path : program->usedFields())
                fields.insert(columnOf(path));
    return {fields.begin(), fields.end()};
}

Result<EmailRenderer::Part> EmailRenderer::compile(std::string_view name, std::string_view text, const People *people, bool &readsEverything) {
    const liquid::Parsed parsed = liquid::parse(text);
    if (!parsed.program) {
        Error error(ErrorKind::Invalid, parsed.findings.empty() ? "template.unreadable" : parsed.findings.front().id);
        if (!parsed.findings.empty()) {
            error.args = parsed.findings.front().args;
            error.args.emplace_back("line", std::to_string(parsed.findings.front().line));
            error.args.emplace_back("column", std::to_string(parsed.findings.front().column));
        }
        error.args.emplace_back("part", name);
        return error;
    }
    for (const std::string &path : parsed.program->usedFields()) {
        const std::string field = columnOf(path);
        readsEverything = readsEverything || path == "person";
        if (people && people->hasField(field)) {
            TRY_ASSIGN(m_columns[field], people->column(field));
        }
    }
    return Part{std::string(name), parsed.program, name == "html" || name == "preheader"};
}

std::string EmailRenderer::languageColumn(const store::DatasetInfo &people) { return personColumn(people.fields, PersonField::Language); }

Result<EmailRenderer::Words> EmailRenderer::compileWords(const model::EmailContent &content, const model::EmailContent &email, const People *people,
                                                         bool &readsEverything) {
    Words words;
    const auto part = [&](std::string_view name, const std::string &text, const std::string &own, const Part &compiled, Part &into) -> Result<void> {
        if (compiled.program && text == own) {
            into = compiled;
            return {};
        }
        TRY_ASSIGN(into, compile(name, text, people, readsEverything));
        return {};
    };
    TRY(part("subject", content.subject, email.subject, m_own.subject, words.subject));
    TRY(part("preheader", content.preheader, email.preheader, m_own.preheader, words.preheader));
    TRY(part("html", content.html, email.html, m_own.html, words.html));
    TRY(part("text", content.text, email.text, m_own.text, words.text));
    words.hasText = !content.text.empty();
    return words;
}

Result<void> EmailRenderer::addTranslations(const model::EmailTemplate &email, const People *people, bool &readsEverything) {
    const std::string column = people ? languageColumn(people->dataset()) : std::string();
    if (email.translations.empty() || column.empty())
        return {};
    TRY_ASSIGN(m_language, people->column(column));
    m_ownTag = model::languageTag(email.language);
    const model::EmailContent own = sentContent(email);
    for (std::size_t i = 0; i < email.translations.size(); ++i) {
        const std::string &locale = email.translations[i].first;
        auto words = compileWords(sentContent(model::inLanguage(email, static_cast<int>(i))), own, people, readsEverything);
        if (!words)
            return Error(words.error()).with("language", locale);
        m_translations.push_back(std::move(*words));
        m_tags.push_back(model::languageTag(locale));
    }
    return {};
}

int EmailRenderer::translationOf(Ordinal person) const {
    const engine::Cell cell = cellOf(*m_language, person);
    const auto *language = std::get_if<std::string>(&cell);
    return language ? model::translationFor(model::languageTag(*language), m_tags, m_ownTag) : -1;
}

Result<std::shared_ptr<const EmailRenderer>> EmailRenderer::make(const model::EmailTemplate &email, const People *people, Instant now,
                                                                 std::string zone,
                                                                 const LinkSettings &links) {
    auto renderer = std::make_shared<EmailRenderer>();
    bool readsEverything = false;
    const model::EmailContent own = sentContent(email);
    TRY_ASSIGN(renderer->m_own, renderer->compileWords(own, own, people, readsEverything));
    TRY(renderer->addTranslations(email, people, readsEverything));
    for (const auto &[name, text] : links.query) {
        TRY_ASSIGN(Part part, renderer->compile(name, text, people, readsEverything));
        renderer->m_linkQuery.push_back(std::move(part));
    }
    renderer->m_isUntracked = links.isUntracked;
    if (readsEverything && people)
        for (const engine::Field &field : people->dataset().fields) {
            TRY_ASSIGN(renderer->m_columns[field.name], people->column(field.name));
        }
    renderer->m_name = email.name;
    renderer->m_missing = email.missing;
    renderer->m_now = now;
    renderer->m_zone = std::move(zone);
    return std::shared_ptr<const EmailRenderer>(std::move(renderer));
}

Result<std::string> EmailRenderer::renderPart(const Part &part, const liquid::ValueSource &source, RenderTrace *trace) const {
    liquid::RenderOptions options;
    std::vector<liquid::EmptyOutput> empties;
    options.empties = trace ? &empties : nullptr;
    options.escape = part.isHtml ? liquid::Escape::Html : liquid::Escape::None;
    options.missing = m_missing == model::MissingField::UseEmpty ? liquid::Missing::Empty : liquid::Missing::Error;
    options.now = m_now;
    options.zone = [this](Instant at) {
        return liquid::Zone{offsetSecondsAt(at, m_zone), abbreviationAt(at, m_zone)};
    };
    options.clock = [] { return SystemClock().steady(); };
    std::string out;
    if (auto done = part.program->render(source, options, out); !done) {
        Error error = done.error();
        error.args.emplace_back("part", part.name);
        error.args.emplace_back("template", m_name);
        return error;
    }
    for (const liquid::EmptyOutput &empty : empties)
        trace->gaps.push_back({part.name, empty.line, empty.column, surroundings(out, empty.at, part.isHtml)});
    return out;
}

Result<void> EmailRenderer::markLinks(RenderedEmail &email, const liquid::ValueSource &source, const ExtraValues &extra) const {
    email::LinkMarks marks;
    marks.isUntracked = m_isUntracked;
    for (const Part &part : m_linkQuery) {
        TRY_ASSIGN(std::string value, renderPart(part, source, nullptr));
        marks.query.emplace_back(part.name, std::move(value));
    }
    if (!marks.isOn())
        return {};
    std::vector<std::string> waysOut;
    for (const char *name : {"unsubscribe_url", "preferences_url", "view_in_browser_url"})
        if (const auto way = extra.find(name); way != extra.end())
            waysOut.push_back(way->second);
    email.html = email::markedHtml(email.html, marks, waysOut);
    email.text = email::markedText(email.text, marks, waysOut);
    return {};
}

Result<RenderedEmail> EmailRenderer::render(Ordinal person, const ExtraValues &extra, RenderTrace *trace) const {
    const PersonSource source(m_columns, person, extra);
    RenderedEmail email;
    const int translation = m_language ? translationOf(person) : -1;
    const Words &words = translation < 0 ? m_own : m_translations[static_cast<std::size_t>(translation)];
    if (trace)
        trace->translation = translation;
    TRY_ASSIGN(email.subject, renderPart(words.subject, source, trace));
    TRY_ASSIGN(email.preheader, renderPart(words.preheader, source, trace));
    TRY_ASSIGN(email.html, renderPart(words.html, source, trace));
    if (words.hasText) {
        TRY_ASSIGN(email.text, renderPart(words.text, source, trace));
    }
    TRY(markLinks(email, source, extra));
    if (!words.hasText && !email.html.empty() && (!trace || trace->makesText)) {
        TRY_ASSIGN(email.text, email::plainText(email.html));
    }
    email.html = withPreheader(email.html, email.preheader);
    return email;
}

} // namespace audience::service
