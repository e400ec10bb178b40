#include "service/move_in_service.h"

#include "base/fault_point.h"
#include "service/move_in_steps.h"
#include "service/session.h"
#include "store/dataset_reader.h"

#include <filesystem>

namespace audience::service {

namespace {

std::string scratchOf(const Session &session) { return (std::filesystem::path(session.workspace().draftsPath()).parent_path() / "movein").string(); }

// The reading of a move is the first half of it.
class Half {
public:
    Half(Progress *whole, std::int64_t bytes) : m_progress([whole](ProgressState state) {
                                                    if (whole)
                                                        whole->setDone(state.done);
                                                }) {
        if (whole)
            whole->setTotal(2 * bytes);
    }
    Progress *get() { return &m_progress; }

private:
    Progress m_progress;
};

Result<movein::SurveyOptions> surveyOptions(const MoveInOptions &options) {
    movein::SurveyOptions wanted;
    wanted.zone = options.zone;
    if (!options.tool.empty()) {
        wanted.tool = movein::toolFromText(options.tool);
        if (!wanted.tool)
            return Error(ErrorKind::Invalid, "movein.unknown_tool").with("tool", options.tool);
    }
    return wanted;
}

} // namespace

Result<MoveInView> MoveInService::look(const std::string &path, const MoveInOptions &options, Progress *progress, const CancelToken &cancel) const {
    TRY_ASSIGN(const movein::SurveyOptions wanted, surveyOptions(options));
    const std::string scratch = scratchOf(m_session);
    movein::ExportFiles::sweep(scratch);
    TRY_ASSIGN(const auto files, movein::ExportFiles::open(path, scratch, cancel));
    TRY_ASSIGN(const auto survey, movein::surveyExport(files, wanted, progress, cancel));
    TRY_ASSIGN(const MoveInPlace place, placeOfMove(m_session, survey.tool, options.dataset));
    return viewOf(survey, files, place);
}

Result<MoveInReport> MoveInService::run(const std::string &path, const MoveInOptions &options, Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(const movein::SurveyOptions wanted, surveyOptions(options));
    workspace::Workspace &file = m_session.workspace();
    const std::string scratch = scratchOf(m_session);
    movein::ExportFiles::sweep(scratch);
    TRY_ASSIGN(const auto files, movein::ExportFiles::open(path, scratch, cancel));
    Half reading(progress, files.bytes());
    TRY_ASSIGN(const auto survey, movein::surveyExport(files, wanted, reading.get(), cancel));
    if (!survey.localTime.empty())
        return Error(ErrorKind::Invalid, "movein.needs_zone").with("example", survey.localTime);
    TRY_ASSIGN(const MoveInPlace place, placeOfMove(m_session, survey.tool, options.dataset));
    MoveInRun run;
    TRY_ASSIGN(run.digest, files.digest());
    run.tool = movein::toText(survey.tool);
    run.label = files.label();
    run.options = dumpJson(Json{{"tool", run.tool}, {"zone", options.zone}, {"dataset", options.dataset}, {"implied_is_yes", options.impliedIsYes}});
    run.startedAt = file.clock().now();
    MoveInReport report;
    TRY(file.write([&](const store::Connection &connection) -> Result<void> {
        const MoveInRuns runs(connection);
        TRY_ASSIGN(auto unfinished, runs.unfinished(run.digest, run.options));
        if (unfinished) {
            run = *std::move(unfinished);
            report = moveInReportFromJson(run.report);
            report.wentOn = true;
            return {};
        }
        report.found = viewOf(survey, files, place);
        report.startedAt = run.startedAt;
        TRY_ASSIGN(const auto before, store::DatasetReader::find(connection, place.dataset));
        report.peopleBefore = before ? before->rows : 0;
        run.report = toJson(report);
        TRY_ASSIGN(run.id, runs.add(run));
        return {};
    }));
    report.run = run.id;
    faultPoint("movein.begun");
    TRY(MoveInSteps(m_session, files, survey, options, run, report, scratch, progress, cancel).goOn());
    return report;
}

Result<std::vector<MoveInReport>> MoveInService::reports(int most) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto runs, MoveInRuns(*reader).newest(most));
    std::vector<MoveInReport> reports;
    for (const MoveInRun &run : runs) {
        reports.push_back(moveInReportFromJson(run.report));
        reports.back().run = run.id;
    }
    return reports;
}

} // namespace audience::service
