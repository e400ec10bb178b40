// The rule as nested groups of condition rows joined by AND, OR or NONE OF. Shows the document and
// edits it; knows no service.
#pragma once

#include "service/views.h"
#include "ui/segments/condition_row.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;

namespace audience::ui {

class RuleView final : public QWidget {
    Q_OBJECT
public:
    explicit RuleView(RuleDocument *document, QWidget *parent = nullptr);
    void setVocabulary(const service::RuleVocabulary &vocabulary);
    void setValues(decltype(RuleContext::values) values) { m_context.values = std::move(values); }
    // How many meet each top-level rule; empty while it is not known.
    void setCounts(const QVector<qint64> &alone);
    void setFindings(const std::vector<service::FindingView> &findings);

private:
    void rebuild();
    QWidget *makeGroup(const model::RuleNode &node, const std::string &path, const QString &name, int level);
    QWidget *makeNode(const model::RuleNode &node, const std::string &path, const QString &name, int level);
    void addCondition(QWidget *anchor, const std::string &groupPath);

    RuleContext m_context;
    QBoxLayout *m_body;
    QVector<ConditionRow *> m_top; // rows of the first level, null for groups
    QHash<QString, ConditionRow *> m_rows; // by path
    QVector<qint64> m_counts;
    std::vector<service::FindingView> m_findings;
    bool m_isQuiet = false;
};

} // namespace audience::ui
