// What rules name by id, as people call it: the one place where segments, lists, campaigns, templates and topics
// of a rule get their names. A value; knows no service.
#pragma once

#include "model/segment_condition.h"
#include "service/segment_service.h"

#include <QString>

namespace audience::ui {

class RuleNames {
public:
    RuleNames() = default; // knows nobody: ids stand for themselves
    explicit RuleNames(const service::RuleVocabulary &vocabulary);

    enum class Kind { Segment, List, Campaign, Template, Topic };
    // The id itself where nothing has it: a list may be named instead, and what is gone has no name.
    QString of(Kind kind, const std::string &id) const;
    // What stands against a rule, in a sentence.
    QString sentenceOf(const service::FindingView &finding) const;
    // The sum of what purchases are worth, which people call what somebody spent.
    bool isSpending(const model::EventCondition &event) const;
    const QString &currency() const { return m_currency; } // its sign, "€"

private:
    std::map<std::pair<Kind, std::string>, std::string> m_names;
    std::string m_purchase, m_value;
    QString m_currency;
};

// A field as people call it: "first name", "lifetime value" for the computed "trait:lifetime value".
QString fieldName(const std::string &field);

} // namespace audience::ui
