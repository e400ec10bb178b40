// Who is in the segment, as a table to sort, with columns to choose, people to open and an export; also
// those who cannot be emailed for one reason. Holds only the rows in sight.
#pragma once

#include "async/latest.h"
#include "service/segment_service.h"

#include <QFrame>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class TableModel;
class TableView;

class MembersPanel final : public QFrame {
    Q_OBJECT
public:
    explicit MembersPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setVocabulary(const service::RuleVocabulary &vocabulary);
    void showRule(const model::SegmentRule &rule);
    // Of people who stay in a source the first ones, as it gives them: no more is fetched for a look.
    void showThere(const model::SegmentRule &rule, const QString &source);
    void showNobody(); // the rule cannot be counted as it stands
    void showKeptBack(const QString &reason);
    void exportTo(const QString &path);
    bool isSettled() const { return !m_isAsking; }
    TableModel *model() { return m_model; }

Q_SIGNALS:
    void personChosen(const QString &key);
    void said(const QString &message);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void ask();
    void askThere();
    void fill(std::shared_ptr<const service::MemberList> list);
    void fit();
    void sortBy(int section);
    void chooseColumns();
    std::vector<std::string> columns() const;
    QString settingsKey() const;

    std::shared_ptr<service::Session> m_session;
    service::RuleVocabulary m_vocabulary;
    std::optional<model::SegmentRule> m_rule;
    QStringList m_chosen; // columns somebody chose; empty: the first ones
    QString m_source;     // where they stay; empty: they are here
    QString m_reason;     // of those who cannot be emailed; empty: the members
    std::string m_sortBy;
    bool m_descending = false, m_isAsking = false;
    int m_wide = -1; // the column that gives way
    QLabel *m_title, *m_count;
    QPushButton *m_back;
    TableModel *m_model;
    QMetaObject::Connection m_fit;
    TableView *m_view;
    std::shared_ptr<const service::MemberList> m_shown;
    Latest<std::shared_ptr<const service::MemberList>> m_list;
    Latest<service::RowsPage> m_there;
};

} // namespace audience::ui
