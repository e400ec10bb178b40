// An export of another tool before anything of it is kept: whose it is, what each file holds, who agreed and who left, what
// does not come over. Then bringing it over, and the report. Main thread; reads and brings over in the background.
#pragma once

#include "async/latest.h"
#include "service/move_in_service.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace audience::service {
class Session;
}

namespace audience::ui {

class FigureBox;
class Jobs;
class Notice;
class TableModel;
class TableView;

class MoveInView final : public QWidget {
    Q_OBJECT
public:
    MoveInView(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    void open(const QString &path); // a folder, a zip or a file
    bool isOver() const { return m_isOver && !isBusy(); }
    bool isBusy() const { return m_isLooking || m_isMoving; }

Q_SIGNALS:
    void closed();
    void moved(const QString &dataset);
    void said(const QString &message);
    void goTo(const QString &page, const QString &target);

private:
    QWidget *makeFound();
    QWidget *makePane();
    void look();
    void showFound(Result<service::MoveInView> found);
    void fill(const service::MoveInView &found);
    void bringOver();
    void showReport(const Result<service::MoveInReport> &report);
    void saveReport();
    void chooseAnother();
    void pickTool();
    void pickZone();
    void refresh();

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    QString m_path;
    service::MoveInOptions m_options;
    service::MoveInView m_found;
    service::MoveInReport m_report;
    bool m_isLooking = false, m_isMoving = false, m_hasFound = false, m_isOver = false;
    QLabel *m_title, *m_words, *m_leftTitle, *m_toolName, *m_zoneName, *m_zoneWords, *m_impliedWords;
    QProgressBar *m_bar;
    Notice *m_notice;
    QWidget *m_figures, *m_list;
    FigureBox *m_people, *m_agreed, *m_blocked, *m_emails, *m_past;
    TableModel *m_files;
    TableView *m_filesView;
    QVBoxLayout *m_findings;
    QPushButton *m_tool, *m_zone, *m_bring, *m_save, *m_see, *m_read, *m_leave;
    QCheckBox *m_implied;
    Latest<service::MoveInView> m_look;
};

} // namespace audience::ui
