// Writes the people of the rule into a database as a table, all at once: where to, which columns, and what came of it. In place
// above the rule. Main thread.
#pragma once

#include "async/latest.h"
#include "model/segment_rule.h"
#include "service/segment_service.h"

#include <QFrame>
#include <QPointer>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class FormGrid;
class Job;
class Notice;

class TableWriter final : public QFrame {
    Q_OBJECT
public:
    explicit TableWriter(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // Of this rule; `connection`: where its people stay, "": they are here and any source that takes tables will do.
    void open(const model::SegmentRule &rule, const QString &name, const std::string &connection, const service::RuleVocabulary &words);
    void leave();
    bool isSettled() const;

Q_SIGNALS:
    void said(const QString &words);

private:
    void write();
    void refresh();
    void pickConnection();
    void pickColumns();

    std::shared_ptr<service::Session> m_session;
    model::SegmentRule m_rule;
    service::RuleVocabulary m_words;
    std::string m_connection;
    QStringList m_connections, m_chosen;
    bool m_isReading = false, m_isFixed = false;
    QPointer<Job> m_job;
    QLabel *m_title;
    Notice *m_notice;
    FormGrid *m_grid;
    QPushButton *m_where, *m_columns, *m_write, *m_close;
    QLineEdit *m_table;
    Latest<QStringList> m_sources;
};

} // namespace audience::ui
