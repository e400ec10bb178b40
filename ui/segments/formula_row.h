// What a computed value is made of, as a sentence: "sum of amount of purchase in the last 90 days where category is
// Apparel". Made of the same parts as a rule's row. Main thread.
#pragma once

#include "model/trait.h"
#include "ui/segments/sentence_row.h"

#include <QHash>

namespace audience::ui {

// One short line of the same.
QString formulaWords(const Json &formula);

class FormulaRow final : public SentenceRow {
    Q_OBJECT
public:
    FormulaRow(const RuleContext &context, const Json &formula, QWidget *parent = nullptr);
    // What it cannot say, such as one value divided by another, is left to the text.
    static bool canSay(const Json &formula);
    static Json beginning(const service::RuleVocabulary &vocabulary);
    const Json &formula() const { return m_value; }

Q_SIGNALS:
    void changed();

private:
    void put(const Json &value, bool quiet, int merge) override;
    void build();
    QList<PickerItem> figures(const std::string &event) const;
};

} // namespace audience::ui
