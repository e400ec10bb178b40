// One condition as a row of controls that read like a sentence: field, how, value, when. Changes go to
// the document at once; what it has no controls for it says in words, and every rule can be changed as text.
#pragma once

#include "ui/segments/rule_document.h"
#include "ui/segments/sentence_row.h"

class QLabel;

namespace audience::model {
struct RankCondition;
struct RelatedCondition;
struct RfmCondition;
struct SequenceCondition;
struct SessionCondition;
}

namespace audience::ui {

class SpreadView;

class ConditionRow final : public SentenceRow {
    Q_OBJECT
public:
    // `isNot`: the condition stands in a "not" of its own, which is at `path` then and which the row says with it.
    ConditionRow(const RuleContext &context, const std::string &path, const QString &name, const Json &condition, bool isNot,
                 QWidget *parent = nullptr);
    ~ConditionRow() override;
    // Conditions that are said together with the "not" they stand in.
    static bool saysNot(const Json &condition);
    void setCount(qint64 count); // -1: not known
    void setWidest(qint64 count); // the counts of all rows end at one edge, and nothing moves when they change
    void setFindings(const QStringList &sentences);
    void setMissing(const std::vector<service::MissingValue> &missing); // with what may have been meant, to choose
    void setWaiting(bool isWaiting); // for a value: left out of the count
    void askValue();                 // opens the list of values, if it has one and none is chosen

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void put(const Json &value, bool quiet = false, int merge = -1) override;
    void leaveToText() override { addTextButton(); }
    model::RuleNode node() const; // all that the row says
    void build();
    void buildAttribute(model::AttributeCondition condition);
    void buildEvent(model::EventCondition condition);
    void buildRecency(model::RecencyCondition condition);
    bool buildLedger(); // ledger_rows.cpp; false: it is none of these
    void buildMessage();
    bool buildFamily(); // behaviour_rows.cpp and standing_rows.cpp
    void buildSessions(const model::SessionCondition &visits);
    void buildSequence(const model::SequenceCondition &sequence);
    void addStep(const model::SequenceCondition &sequence, std::size_t i);
    void addSame(const model::SequenceCondition &sequence);
    void buildRelated(const model::RelatedCondition &related);
    void addRelatedFigure(const model::RelatedCondition &related, const service::RuleVocabulary::Table *table);
    const service::RuleVocabulary::Table *tableOf(const std::string &dataset) const;
    void buildStanding(const model::RfmCondition &standing);
    void addScores(const model::RfmCondition &standing);
    void buildRank(const model::RankCondition &rank);
    void addRankMeasure(const model::RankCondition &rank);
    void buildBucket(std::int64_t from, std::int64_t to);
    void buildMembership(const char *kind);
    void addTurn(const QString &is, const QString &isNot);
    void addMany(const QString &part, const QString &label, const QStringList &words, const std::function<void(QPushButton *)> &open);
    void addField(const QString &text, const char *iconName);
    void showMenu();
    void takeNear(const QString &which);
    void addTextButton();
    void editAsText();
    void showSpread(const model::FieldTest &test);
    void showSpreadOf(const model::EventCondition &event);
    void showSpending(const model::EventCondition &event);
    ValueEdit *limit(int which) const;

    std::string m_path;
    bool m_isNot;
    QWidget *m_grip;
    QLabel *m_count, *m_finding, *m_missingWords, *m_waits;
    std::vector<service::MissingValue> m_missing;
    SpreadView *m_spread;
    Json m_spreadOf; // the formula whose bars are shown or asked for
    QMetaObject::Connection m_released; // of the document
};

} // namespace audience::ui
