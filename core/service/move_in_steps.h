// The steps of a move, each whole by itself and the same when it is done again. Internal to MoveInService.
#pragma once

#include "movein/export_survey.h"
#include "service/move_in_runs.h"

namespace audience::service {

enum MoveInStep { kNothingYet, kPeopleAreIn, kStandingsAreIn, kTemplatesAreIn, kPastIsIn };

struct MoveInPlace {
    std::string dataset;
    bool onlyKnown = false; // somebody else's list: its people stay as they are
    bool isNew = false;
};
Result<MoveInPlace> placeOfMove(Session &session, movein::Tool tool, const std::string &wanted);
// Without what is only known once it is brought over.
MoveInView viewOf(const movein::ExportSurvey &survey, const movein::ExportFiles &files, const MoveInPlace &place);

class MoveInSteps {
public:
    MoveInSteps(Session &session, const movein::ExportFiles &files, const movein::ExportSurvey &survey, const MoveInOptions &options, MoveInRun &run, MoveInReport &report,
                std::string scratch, Progress *progress, const CancelToken &cancel)
        : m_session(session), m_files(files), m_survey(survey), m_options(options), m_run(run), m_report(report), m_scratch(std::move(scratch)), m_progress(progress),
          m_cancel(cancel) {}
    Result<void> goOn(); // from the step behind the last one that is done

private:
    Result<void> bringPeople();
    Result<void> importPeople();
    Result<void> bringStandings();
    Result<void> bringTemplates();
    Result<void> bringTemplate(std::size_t place, const std::vector<std::string> &ours);
    Result<void> bringPast();
    Result<void> finish(const store::Connection &connection);
    Result<void> done(MoveInStep step, const store::Connection &connection);
    Result<std::int64_t> countPeople() const;
    void note(MoveInFinding finding);

    Session &m_session;
    const movein::ExportFiles &m_files;
    const movein::ExportSurvey &m_survey;
    const MoveInOptions &m_options;
    MoveInRun &m_run;
    MoveInReport &m_report;
    const std::string m_scratch;
    Progress *m_progress;
    const CancelToken &m_cancel;
};

} // namespace audience::service
