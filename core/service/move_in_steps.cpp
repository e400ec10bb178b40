#include "service/move_in_steps.h"

#include "base/fault_point.h"
#include "delivery/past_mail.h"
#include "email/address.h"
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/people.h"
#include "service/session.h"
#include "service/template_service.h"
#include "store/dataset_reader.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <unordered_map>

namespace audience::service {

namespace {

constexpr std::size_t kEventsPerCommit = 5000;
constexpr int kAmbiguousColumns = 50;

class RemovedAtEnd {
public:
    explicit RemovedAtEnd(std::string path) : m_path(std::move(path)) {}
    ~RemovedAtEnd() { QFile::remove(toQString(m_path)); }
    RemovedAtEnd(const RemovedAtEnd &) = delete;
    RemovedAtEnd &operator=(const RemovedAtEnd &) = delete;

private:
    std::string m_path;
};

} // namespace

Result<MoveInPlace> placeOfMove(Session &session, movein::Tool tool, const std::string &wanted) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto datasets, store::DatasetReader::list(*reader));
    const auto people = std::find_if(datasets.begin(), datasets.end(), [](const auto &one) { return one.role == store::DatasetRole::Profiles; });
    if (people == datasets.end())
        return MoveInPlace{wanted, false, true};
    TRY_ASSIGN(const auto runs, MoveInRuns(*reader).newest(1000));
    const bool isOurs = people->keyField == "id" && people->emailField == "email" && std::any_of(runs.begin(), runs.end(), [&](const MoveInRun &run) {
                            const Json *found = jsonMember(run.report, "found");
                            return run.tool == movein::toText(tool) && found && jsonText(*found, "dataset") == people->name && !jsonBool(*found, "only_known");
                        });
    return MoveInPlace{people->name, !isOurs, false};
}

MoveInView viewOf(const movein::ExportSurvey &survey, const movein::ExportFiles &files, const MoveInPlace &place) {
    MoveInView view;
    view.tool = movein::toText(survey.tool);
    view.toolName = movein::nameOf(survey.tool);
    view.label = files.label();
    for (const movein::SurveyedFile &one : survey.files)
        view.files.push_back({one.name, std::string(movein::toText(one.kind)), one.rows, one.rejected});
    view.people = survey.people;
    view.withoutAddress = survey.withoutAddress;
    for (const auto &[standing, count] : survey.standings)
        view.standings[std::string(movein::toText(standing))] = count;
    for (const movein::FoundTemplate &one : survey.templates)
        view.templates.push_back({one.name, one.subject, one.translated, static_cast<std::int64_t>(one.findings.size()), {}});
    view.past = survey.past;
    view.mailings = survey.mailings;
    for (const movein::Finding &one : survey.findings)
        view.findings.push_back({one.id, one.args, one.count, one.file, one.line});
    view.localTime = survey.localTime;
    view.dataset = place.dataset;
    view.onlyKnown = place.onlyKnown;
    if (place.onlyKnown && survey.people > 0)
        view.findings.push_back({"movein.only_known", {{"dataset", place.dataset}}, survey.people, {}, 0});
    return view;
}

Result<void> MoveInSteps::goOn() {
    if (m_run.step < kPeopleAreIn)
        TRY(bringPeople());
    TRY(m_cancel.check());
    if (m_run.step < kStandingsAreIn)
        TRY(bringStandings());
    TRY(m_cancel.check());
    if (m_run.step < kTemplatesAreIn)
        TRY(bringTemplates());
    TRY(m_cancel.check());
    if (m_run.step < kPastIsIn)
        TRY(bringPast());
    return {};
}

Result<void> MoveInSteps::done(MoveInStep step, const store::Connection &connection) {
    m_run.step = step;
    if (m_progress)
        m_progress->setDone(m_files.bytes() + m_files.bytes() * step / kPastIsIn);
    m_run.report = toJson(m_report);
    return MoveInRuns(connection).save(m_run);
}

void MoveInSteps::note(MoveInFinding finding) {
    auto &all = m_report.found.findings;
    const auto same = std::find_if(all.begin(), all.end(), [&](const MoveInFinding &one) { return one.id == finding.id && one.args == finding.args; });
    if (same == all.end())
        all.push_back(std::move(finding));
}

Result<std::int64_t> MoveInSteps::countPeople() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto dataset, store::DatasetReader::find(*reader, m_report.found.dataset));
    return dataset ? dataset->rows : std::int64_t{0};
}

Result<void> MoveInSteps::bringPeople() {
    if (m_survey.people > 0 && !m_report.found.onlyKnown)
        TRY(importPeople());
    faultPoint("movein.people_imported");
    TRY_ASSIGN(m_report.peopleNow, countPeople());
    TRY(m_session.workspace().write([&](const store::Connection &connection) { return done(kPeopleAreIn, connection); }));
    faultPoint("movein.people_committed");
    return {};
}

Result<void> MoveInSteps::importPeople() {
    ingest::ImportSpec spec;
    spec.path = m_scratch + "/movein-" + std::to_string(m_run.id) + ".csv";
    spec.name = m_report.found.dataset;
    spec.role = store::DatasetRole::Profiles;
    spec.mode = store::WriteMode::Upsert;
    spec.key = "id";
    spec.email = "email";
    spec.zone = m_options.zone.empty() ? "UTC" : m_options.zone;
    spec.delimiter = ",";
    spec.encoding = "utf-8";
    spec.header = true;
    spec.types = {{"id", {"id", engine::ColumnType::Text, 0}}, {"email", {"email", engine::ColumnType::Text, 0}}};
    // Whoever is there already keeps what this export does not speak of.
    movein::KeptColumns kept;
    std::vector<std::shared_ptr<const engine::DenseColumn>> columns;
    std::unordered_map<std::string, Ordinal> known;
    if (const auto people = People::load(m_session)) {
        for (const engine::Field &field : people->dataset().fields) {
            spec.types[field.name] = field;
            if (field.name != "id" && field.name != "email" && std::find(m_survey.columns.begin(), m_survey.columns.end(), field.name) == m_survey.columns.end()) {
                kept.names.push_back(field.name);
                TRY_ASSIGN(auto column, people->column(field.name));
                columns.push_back(std::move(column));
            }
        }
        if (!kept.names.empty()) {
            TRY_ASSIGN(const auto keys, people->column("id"));
            people->snapshot().members().forEach([&](Ordinal person) {
                known.emplace(engine::toText(cellOf(*keys, person)), person);
                return true;
            });
        }
    }
    kept.valueOf = [&](const std::string &id, std::size_t column) {
        const auto person = known.find(id);
        return person == known.end() ? std::string() : engine::toText(cellOf(*columns[column], person->second));
    };
    QDir().mkpath(toQString(m_scratch));
    const RemovedAtEnd removed(spec.path);
    TRY(movein::writePeople(m_files, m_survey, kept, spec.path, m_cancel));
    for (int tries = 0;; ++tries) {
        auto report = DataService(m_session).importFile(spec, nullptr, m_cancel);
        if (report) {
            if (report->rejected > 0)
                note({"movein.people_rejected", {{"count", std::to_string(report->rejected)}}, report->rejected, {}, 0});
            return {};
        }
        const Error error = report.error();
        if (error.id == "ingest.same_file")
            return {}; // it was broken off behind this, or is made twice
        const std::string column(error.arg("column"));
        if (error.id != "ingest.ambiguous_dates" || column.empty() || tries >= kAmbiguousColumns)
            return error;
        spec.types[column] = {column, engine::ColumnType::Text, 0};
        note({"movein.column_as_text", {{"column", column}, {"example", std::string(error.arg("example"))}}, 1, {}, 0});
    }
}

Result<void> MoveInSteps::bringTemplates() {
    // Those that an earlier move brought, and somebody may have worked on since.
    std::vector<std::string> ours;
    {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(const auto runs, MoveInRuns(*reader).newest(1000));
        for (const MoveInRun &run : runs)
            for (const MoveInTemplate &one : moveInReportFromJson(run.report).found.templates)
                if (run.tool == m_run.tool && !one.keptAs.empty())
                    ours.push_back(one.keptAs);
    }
    for (std::size_t place = 0; place < m_survey.templates.size(); ++place) {
        TRY(m_cancel.check());
        TRY(bringTemplate(place, ours));
        faultPoint("movein.template_saved");
    }
    return m_session.workspace().write([&](const store::Connection &connection) { return done(kTemplatesAreIn, connection); });
}

Result<void> MoveInSteps::bringTemplate(std::size_t place, const std::vector<std::string> &ours) {
    const movein::FoundTemplate &found = m_survey.templates[place];
    TemplateService templates(m_session);
    model::EmailTemplate email;
    email.subject = found.subject;
    email.preheader = found.preheader;
    email.html = found.html;
    email.text = found.text;
    const auto isSame = [&](const model::EmailTemplate &there) {
        return there.subject == email.subject && there.preheader == email.preheader && there.html == email.html && there.text == email.text;
    };
    // Two of one export may have the same name; one that is here already is not written over.
    const std::string base = found.name.substr(0, 120);
    for (int next = 1; next < 100; ++next) {
        const std::string name = next == 1 ? base : base + " (" + m_report.found.toolName + (next == 2 ? std::string() : ' ' + std::to_string(next - 1)) + ')';
        TRY_ASSIGN(TemplateView there, templates.forName(name));
        const auto keep = [&] { m_report.found.templates[place].keptAs = name; };
        const bool isTaken = std::any_of(m_report.found.templates.begin(), m_report.found.templates.begin() + static_cast<std::ptrdiff_t>(place),
                                         [&](const MoveInTemplate &one) { return one.keptAs == name; });
        if (isTaken)
            continue;
        if (there.id.value != 0) {
            if (isSame(there.email)) {
                keep();
                return {};
            }
            if (std::find(ours.begin(), ours.end(), name) == ours.end())
                continue;
            keep(); // worked on since
            note({"movein.template_changed_here", {{"name", name}}, 1, found.file, 0});
            return {};
        }
        there.email = email;
        there.email.name = name;
        const auto saved = templates.save(there);
        if (!saved && saved.error().kind == ErrorKind::Cancelled)
            return saved.error();
        if (!saved)
            note({"movein.template_not_kept", {{"name", found.name}, {"reason", saved.error().id}}, 1, found.file, 0});
        else
            keep();
        return {};
    }
    return {};
}

Result<void> MoveInSteps::bringPast() {
    std::unordered_map<std::string, Ordinal> byAddress, byKey;
    const auto people = People::load(m_session);
    if (!people && people.error().id != "data.no_people")
        return people.error();
    if (people && !m_survey.past.empty()) {
        TRY_ASSIGN(const auto keys, people->column(people->dataset().keyField));
        std::shared_ptr<const engine::DenseColumn> addresses;
        if (!people->dataset().emailField.empty()) {
            TRY_ASSIGN(addresses, people->column(people->dataset().emailField));
        }
        people->snapshot().members().forEach([&](Ordinal person) {
            byKey.emplace(engine::toText(cellOf(*keys, person)), person);
            if (addresses)
                byAddress.emplace(email::addressKey(engine::toText(cellOf(*addresses, person))), person);
            return true;
        });
        byAddress.erase(std::string());
    }
    delivery::PastMailWriter writer{std::string(movein::toText(m_survey.tool))};
    std::vector<delivery::PastMail> waiting;
    const auto write = [&]() -> Result<void> {
        TRY(m_session.workspace().write(workspace::Durability::Normal, [&](const store::Connection &connection) -> Result<void> {
            for (const delivery::PastMail &one : waiting) {
                TRY_ASSIGN(const bool isNew, writer.add(connection, one));
                (void)isNew;
            }
            return {};
        }));
        waiting.clear();
        faultPoint("movein.past_batch");
        return m_cancel.check();
    };
    std::int64_t kept = 0, strangers = 0;
    for (const movein::SurveyedFile &file : m_survey.files) {
        if (file.kind != movein::FileKind::History)
            continue;
        const auto use = [&](const movein::PastEvent &event) -> Result<void> {
            auto person = byAddress.find(event.address);
            if (person == byAddress.end()) {
                person = byKey.find(event.key);
                if (person == byKey.end() || event.key.empty()) {
                    ++strangers;
                    return {};
                }
            }
            ++kept;
            delivery::PastMail mail{std::string(movein::toText(event.kind)), event.at, person->second, event.mailing, event.message, event.link,
                                    event.kind == movein::PastKind::HardBounced, event.isMachine};
            if (event.kind == movein::PastKind::Delivered && m_survey.tool == movein::Tool::Klaviyo) { // it tells of no email before it has arrived
                waiting.push_back(mail);
                waiting.back().kind = "sent";
            }
            waiting.push_back(std::move(mail));
            return waiting.size() >= kEventsPerCommit ? write() : Result<void>();
        };
        auto read = movein::forEachPastEvent(m_files, file, m_options.zone, use, m_cancel);
        if (!read && (read.error().kind == ErrorKind::Cancelled || read.error().id.starts_with("store.")))
            return read;
        if (!read) { // what was read of it stays
            auto args = read.error().args;
            args.emplace_back("file", file.name);
            note({read.error().id, std::move(args), 1, file.name, 0});
        }
    }
    TRY(write());
    m_report.pastKept = kept;
    m_report.pastOfStrangers = strangers;
    if (strangers > 0)
        note({"movein.events_of_strangers", {{"count", std::to_string(strangers)}}, strangers, {}, 0});
    faultPoint("movein.past_written");
    return m_session.workspace().write([&](const store::Connection &connection) { return finish(connection); });
}

Result<void> MoveInSteps::finish(const store::Connection &connection) {
    m_report.finishedAt = m_session.workspace().clock().now();
    m_run.finishedAt = m_report.finishedAt;
    m_run.isDone = true;
    TRY(done(kPastIsIn, connection));
    std::int64_t templates = 0;
    for (const MoveInTemplate &one : m_report.found.templates)
        templates += one.keptAs.empty() ? 0 : 1;
    TRY(m_session.workspace().audit().append(connection, {"movein.done", "dataset " + m_report.found.dataset,
                                                          Json{{"tool", m_run.tool}, {"people", m_survey.people}, {"agreed", m_report.agreed}, {"withdrawn", m_report.withdrawn},
                                                               {"blocked", m_report.blocked}, {"templates", templates}, {"events", m_report.pastKept}},
                                                          {}, {}}));
    return {};
}

} // namespace audience::service
