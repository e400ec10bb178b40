// The profiles of a dataset's columns for everything that shows them: header, pane, cards. Asks for a
// column when somebody first wants it, the newest wish first. Main thread.
#pragma once

#include "async/cancel.h"
#include "service/table_service.h"

#include <QHash>
#include <QObject>
#include <QVector>

#include <memory>

namespace audience::ui {

using Profile = std::shared_ptr<const service::ColumnProfile>;

class ColumnProfiles final : public QObject {
    Q_OBJECT
public:
    ColumnProfiles(std::shared_ptr<service::Session> session, QObject *parent);
    ~ColumnProfiles() override;
    void setTable(const service::Table &table);
    // Null until it is there; then arrived() is emitted.
    Profile profile(int column);
    QString failure(int column) const { return m_failures.value(column); }
    bool isBusy() const { return m_running > 0 || !m_wanted.isEmpty(); }

Q_SIGNALS:
    void arrived(int column);

private:
    void next();
    std::shared_ptr<service::Session> m_session;
    service::Table m_table;
    QHash<int, Profile> m_profiles;
    QHash<int, QString> m_failures;
    QVector<int> m_wanted; // the last is next
    int m_running = 0, m_epoch = 0;
    CancelSource m_cancel;
};

} // namespace audience::ui
