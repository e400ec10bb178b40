// What can be done with the rows in sight: a segment of the people selected or of the filters, an export. Owns the
// button of the header and says on the page's notice what cannot be done and what can instead. Main thread.
#pragma once

#include "async/latest.h"
#include "async/progress.h"
#include "model/segment_rule.h"
#include "service/views.h"

#include <QObject>

#include <functional>
#include <memory>

class QPushButton;
class QWidget;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Jobs;
class Notice;
class RowsPane;

class RowsActions final : public QObject {
    Q_OBJECT
public:
    RowsActions(std::shared_ptr<service::Session> session, Jobs *jobs, RowsPane *rows, Notice *notice, QWidget *page);
    QPushButton *segmentButton() const { return m_segment; }
    bool isBusy() const { return m_isReadingKeys; }
    // What the button would do, or why it cannot.
    void refresh(const std::string &dataset);
    void exportShown();
    void exportAnswer(const std::shared_ptr<const service::RowsPage> &answer);
    void offer(const QString &title, const QString &text, const QString &action, std::function<void()> act);

Q_SIGNALS:
    void said(const QString &message);
    void goTo(const QString &page, const QString &target);

private:
    void makeSegment();
    void makeSegmentOfFilters();
    void makeSegmentOfSelected();
    void offerFilters(qint64 people);
    using Write = std::function<Result<std::int64_t>(const std::string &path, Progress *progress, const CancelToken &cancel)>;
    void exportTo(const QString &name, Write write);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    RowsPane *m_rows;
    Notice *m_notice;
    QWidget *m_page;
    QPushButton *m_segment;
    bool m_isReadingKeys = false;
    std::function<void()> m_offered; // by the notice; goes with the selection it is about
    Latest<std::vector<std::string>> m_keys;
};

} // namespace audience::ui
