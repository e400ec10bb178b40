// Lists of people kept by name: from a file, after what is in it was shown, or from a segment as it is now; renamed,
// replaced, removed with a way back, the people on them, and a rule that says who they are. Main thread.
#pragma once

#include "async/latest.h"
#include "service/list_service.h"
#include "service/segment_study.h"
#include "service/views.h"
#include "ui/kit/page.h"

#include <memory>

namespace audience::ui {

class MemberOpener;
class SetCard;

class ListsCard final : public QObject {
    Q_OBJECT
public:
    // `page` shows the people behind a list.
    ListsCard(std::shared_ptr<service::Session> session, MemberOpener *people, QWidget *parent);
    SetCard *card() { return m_card; }
    void reload();
    void takeFile(const QString &path); // shows what is in it
    void keepSegment(const service::SegmentView &segment);
    bool isSettled() const { return m_busy == 0 && !m_isDescribing; }

Q_SIGNALS:
    void changed();
    void ruleWanted(const model::SegmentRule &rule, const QString &name); // as a new segment
    void failed(const Error &error); // while nobody sees the card
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    struct Row {
        workspace::KeyList list;
        std::int64_t people = 0;
    };
    void fill(const std::vector<Row> &rows);
    void askForFile();
    void survey(const QString &path, const QString &column);
    void showFindings(const QString &path, const service::ListSurvey &found);
    void keepFile(const QString &path, const QString &column, const QString &name);
    void chooseSegment(QWidget *anchor);
    void rename(const QString &id, const QString &name);
    void remove(const QString &id);
    void openPeople(const QString &id);
    void describe(const QString &id);
    void showDescription(const QString &name, const service::DescribedList &described);
    void takeBack(std::int64_t id, bool isNew);
    // Runs it in the background; `done` after it went well.
    void run(std::function<Result<service::ListChanged>()> work, std::function<void(const service::ListChanged &)> done);

    std::shared_ptr<service::Session> m_session;
    MemberOpener *m_people;
    SetCard *m_card;
    std::vector<Row> m_rows;
    QString m_replaces; // the name of the list that the file is for; "": a new one
    int m_busy = 0;
    bool m_isDescribing = false;
    Latest<service::DescribedList> m_described;
};

} // namespace audience::ui
