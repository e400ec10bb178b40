#include "service/email_renderer.h"

#include "email/lint.h"
#include "email/plain_text.h"
#include "qbase/time_zone.h"
#include "service/template_outputs.h"

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
    std::string_view part, text;
};
std::array<Source, 4> partsOf(const model::EmailTemplate &email) {
    return {{{"subject", email.subject}, {"preheader", email.preheader}, {"html", email.html}, {"text", email.text}}};
}

// "person.first_name" and "first_name" read the same column.
std::string columnOf(const std::string &path) {
    std::string_view rest = path;
    if (rest.rfind("person.", 0) == 0)
        rest.remove_prefix(7);
    return std::string(rest.substr(0, rest.find_first_of(".[")));
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

std::vector<FindingView> EmailRenderer::check(const model::EmailTemplate &email, const store::DatasetInfo *people) {
    std::vector<FindingView> findings;
    std::set<std::string> unknown;
    for (const Source &source : partsOf(email)) {
        const liquid::Parsed parsed = liquid::parse(source.text, {liquid::ErrorMode::Strict, nullptr});
        for (const liquid::Finding &one : parsed.findings)
            findings.push_back({one.id, one.args, std::string(source.part), one.line, one.column, one.severity == liquid::Severity::Error});
        if (!parsed.program || !people)
            continue;
        for (const std::string &path : parsed.program->usedFields()) {
            const std::string name = columnOf(path);
            const bool known = people->fieldIndex(name) || isOwnName(name);
            if (!known && !isCovered(std::string(source.text), name) && unknown.insert(name).second)
                findings.push_back({"template.unknown_field", {{"field", name}, {"dataset", people->name}}, std::string(source.part), 0, 0, false});
        }
    }
    for (const email::LintFinding &one : email::lintEmail({email.subject, email.html, email.text, email::LintStage::Template})) {
        if (one.id == "lint.text_missing" && !email.html.empty())
            continue; // the renderer makes the text from the HTML
        findings.push_back({one.id, one.args, one.line > 0 ? "html" : "", static_cast<int>(one.line), static_cast<int>(one.column),
                            one.severity == email::LintSeverity::Error});
    }
    return findings;
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

Result<std::shared_ptr<const EmailRenderer>> EmailRenderer::make(const model::EmailTemplate &email, const People *people, Instant now,
                                                                 std::string zone) {
    auto renderer = std::make_shared<EmailRenderer>();
    const std::array<Part *, 4> parts{&renderer->m_subject, &renderer->m_preheader, &renderer->m_html, &renderer->m_text};
    const auto sources = partsOf(email);
    bool readsEverything = false;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const liquid::Parsed parsed = liquid::parse(sources[i].text);
        if (!parsed.program) {
            Error error(ErrorKind::Invalid, parsed.findings.empty() ? "template.unreadable" : parsed.findings.front().id);
            if (!parsed.findings.empty()) {
                error.args = parsed.findings.front().args;
                error.args.emplace_back("line", std::to_string(parsed.findings.front().line));
                error.args.emplace_back("column", std::to_string(parsed.findings.front().column));
            }
            error.args.emplace_back("part", sources[i].part);
            return error;
        }
        *parts[i] = {std::string(sources[i].part), parsed.program, sources[i].part == "html" || sources[i].part == "preheader"};
        for (const std::string &path : parsed.program->usedFields()) {
            const std::string name = columnOf(path);
            readsEverything = readsEverything || path == "person";
            if (people && people->hasField(name)) {
                TRY_ASSIGN(renderer->m_columns[name], people->column(name));
            }
        }
    }
    if (readsEverything && people)
        for (const engine::Field &field : people->dataset().fields) {
            TRY_ASSIGN(renderer->m_columns[field.name], people->column(field.name));
        }
    renderer->m_hasText = !email.text.empty();
    renderer->m_name = email.name;
    renderer->m_missing = email.missing;
    renderer->m_now = now;
    renderer->m_zone = std::move(zone);
    return std::shared_ptr<const EmailRenderer>(std::move(renderer));
}

Result<std::string> EmailRenderer::renderPart(const Part &part, const liquid::ValueSource &source) const {
    liquid::RenderOptions options;
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
    return out;
}

Result<RenderedEmail> EmailRenderer::render(Ordinal person, const ExtraValues &extra) const {
    const PersonSource source(m_columns, person, extra);
    RenderedEmail email;
    TRY_ASSIGN(email.subject, renderPart(m_subject, source));
    TRY_ASSIGN(email.preheader, renderPart(m_preheader, source));
    TRY_ASSIGN(const std::string html, renderPart(m_html, source));
    if (m_hasText) {
        TRY_ASSIGN(email.text, renderPart(m_text, source));
    } else if (!html.empty()) {
        TRY_ASSIGN(email.text, email::plainText(html));
    }
    email.html = withPreheader(html, email.preheader);
    return email;
}

} // namespace audience::service
