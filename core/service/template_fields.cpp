// What a template reads of a person and who lacks it; fallback words; the email made for everybody.
#include "base/text.h"
#include "blocks/block_lint.h"
#include "email/lint.h"
#include "service/audience_question.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/person_words.h"
#include "service/sample_templates.h"
#include "service/session.h"
#include "service/template_outputs.h"
#include "service/studio_parts.h"
#include "service/studio_service.h"
#include "service/template_service.h"
#include "service/template_words.h"

#include <algorithm>
#include <array>
#include <set>

namespace audience::service {

namespace {

constexpr std::size_t kFailuresKept = 200;

std::string withFallbackIn(std::string source, const std::string &field, const std::string &words) {
    std::string quoted = words;
    std::replace(quoted.begin(), quoted.end(), '"', '\'');
    auto outputs = outputsOf(source);
    for (auto output = outputs.rbegin(); output != outputs.rend(); ++output)
        if (output->field == field && !output->hasFallback)
            source.insert(output->afterField, " | default: \"" + quoted + "\"");
    return source;
}

std::array<std::string, 4> partsOf(const model::EmailTemplate &email) {
    return {email.subject, preheaderOf(email), email.html, email.text};
}

} // namespace

Result<std::vector<FieldUse>> TemplateService::fieldUses(const model::EmailTemplate &written, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::EmailTemplate email, StudioService(m_session).compiled(written));
    TRY_ASSIGN(const People people, People::load(m_session));
    std::set<std::string> bare;
    for (const std::string &part : partsOf(email))
        for (const TemplateOutput &output : outputsOf(part))
            if (!output.hasFallback)
                bare.insert(output.field);
    std::vector<FieldUse> uses;
    for (const std::string &field : EmailRenderer::usedFields(email)) {
        TRY(cancel.check());
        if (EmailRenderer::isOwnName(field))
            continue;
        FieldUse use{field, 0, people.hasField(field), bare.count(field) == 0};
        if (use.isKnown) {
            TRY_ASSIGN(const auto column, people.column(field));
            people.snapshot().members().forEach([&](Ordinal person) {
                const engine::Cell cell = cellOf(*column, person);
                const auto *words = std::get_if<std::string>(&cell);
                use.missing += std::holds_alternative<std::monostate>(cell) || (words && trimmed(*words).empty()) ? 1 : 0;
                return true;
            });
        }
        uses.push_back(std::move(use));
    }
    std::stable_sort(uses.begin(), uses.end(), [](const FieldUse &a, const FieldUse &b) { return a.missing > b.missing; });
    return uses;
}

model::EmailTemplate TemplateService::fitted(const model::EmailTemplate &email) const {
    const auto people = People::load(m_session);
    const model::EmailTemplate fitting = people ? fitToPeople(email, people->dataset().fields) : email;
    const auto made = StudioService(m_session).compiled(fitting);
    return made ? *made : fitting;
}

model::EmailTemplate TemplateService::withFallback(model::EmailTemplate email, const std::string &field, const std::string &words) {
    return withWords(std::move(email), [&](const std::string &source) { return withFallbackIn(source, field, words); });
}

Result<TrialReport> TemplateService::tryAll(const model::EmailTemplate &written, Progress *progress, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::EmailTemplate email, StudioService(m_session).compiled(written));
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const auto renderer, EmailRenderer::make(email, people, m_session.now(), workspaceZone(m_session), {email.linkQuery}));
    TRY_ASSIGN(const Imprint imprint, imprintOf(m_session));
    const ExtraValues extra{{"unsubscribe_url", "https://unsubscribe.example.com/trial"},
                            {"preferences_url", "https://unsubscribe.example.com/trial"},
                            {"view_in_browser_url", "https://unsubscribe.example.com/trial"},
                            {"sender_name", imprint.name},
                            {"postal_address", imprint.postalAddress},
                            {"campaign_name", email.name}};
    TrialReport report;
    std::optional<Error> broken;
    if (progress)
        progress->setTotal(static_cast<std::int64_t>(people.snapshot().members().count()));
    people.snapshot().members().forEach([&](Ordinal person) {
        if (report.people++ % 64 == 0) {
            if (auto go = cancel.check(); !go) {
                broken = go.error();
                return false;
            }
            if (progress)
                progress->setDone(report.people);
        }
        const auto rendered = renderer->render(person, extra);
        if (rendered) {
            ++report.works;
        } else if (report.failures.size() < kFailuresKept) {
            const auto key = people.keyOf(person), to = people.addressOf(person);
            report.failures.push_back({key ? *key : std::string(), to ? *to : std::string(), rendered.error()});
        }
        return true;
    });
    if (broken)
        return *broken;
    return report;
}

std::vector<std::string> TemplateService::checkIds(const model::EmailTemplate &email) {
    // The syntax of the placeholders and the fields they name come before what the linter looks at.
    std::vector<std::string> ids{"liquid", "template.unknown_field", "template.no_sender_name", "template.no_postal_address"};
    for (const email::LintRule &rule : email::lintRules())
        if (rule.severity != email::LintSeverity::Note && rule.id != "lint.postal_address_missing") // what check() tells
            ids.emplace_back(rule.id);
    if (hasBlocks(email)) {
        ids.insert(ids.end(), blocks::kCompileFindings.begin(), blocks::kCompileFindings.end());
        ids.insert(ids.end(), blocks::kBlockLint.begin(), blocks::kBlockLint.end());
    }
    return ids;
}

Result<std::vector<std::pair<std::string, std::string>>> TemplateService::findPeople(const std::string &words, int most, const CancelToken &cancel) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    const store::DatasetInfo &info = people.dataset();
    std::vector<std::string> fields{info.keyField};
    for (const std::string &field : {info.nameField, personColumn(info.fields, PersonField::FirstName), personColumn(info.fields, PersonField::LastName),
                                     personColumn(info.fields, PersonField::FullName), info.emailField})
        if (!field.empty() && people.hasField(field) && std::find(fields.begin(), fields.end(), field) == fields.end())
            fields.push_back(field);
    std::vector<std::shared_ptr<const engine::DenseColumn>> columns;
    for (const std::string &field : fields) {
        TRY_ASSIGN(auto column, people.column(field));
        columns.push_back(std::move(column));
    }
    const std::string wanted = foldCase(trimmed(words));
    std::vector<std::pair<std::string, std::string>> found;
    std::int64_t looked = 0;
    people.snapshot().members().forEach([&](Ordinal person) {
        if (++looked % 1024 == 0 && cancel.isCancelled())
            return false;
        std::string line, key;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string text = engine::toText(cellOf(*columns[i], person));
            if (i == 0)
                key = text;
            else if (!text.empty())
                line += (line.empty() ? "" : " ") + text;
        }
        if (wanted.empty() || foldCase(key + ' ' + line).find(wanted) != std::string::npos)
            found.emplace_back(key, line.empty() ? key : line);
        return static_cast<int>(found.size()) < most;
    });
    TRY(cancel.check());
    return found;
}

Result<std::string> TemplateService::neighbour(const std::string &personKey, int by) const {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Ordinal now, personKey.empty() ? people.first() : people.find(personKey));
    std::optional<Ordinal> first, last, before, after;
    people.snapshot().members().forEach([&](Ordinal person) {
        if (!first)
            first = person;
        if (person < now)
            before = person;
        if (person > now && !after)
            after = person;
        last = person;
        return true;
    });
    return people.keyOf(by > 0 ? after.value_or(*first) : before.value_or(*last));
}

} // namespace audience::service
