// The way of events at Amazon, step by step: what is there, what is otherwise, what would be made; and the proof of it with
// a test email. Says what is wanted, does nothing itself. Main thread.
#pragma once

#include "ui/connections/amazon_facts.h"
#include "ui/kit/card.h"

#include <map>

class QLineEdit;

namespace audience::ui {

class FindingRow;
class Notice;

class EventsCard final : public QWidget {
    Q_OBJECT
public:
    explicit EventsCard(QWidget *parent = nullptr);
    // `mayAct`: the connection is saved and its keys are there.
    void show(const AmazonFacts &facts, bool mayAct);
    void setNumber(int number); // of its first card among the steps
    QString profile() const; // of an administrator, for writing; "" for the connection's own keys

Q_SIGNALS:
    void checkWanted();
    void setUpWanted(bool adopt);
    void proveWanted();
    void takeDownWanted();
    void stopWanted();
    void rightsWanted();

private:
    void makeProof();
    void showSteps(const AmazonFacts &facts);
    void showFault(const AmazonFacts &facts);
    FindingRow *rowOf(const std::string &id);
    enum class Question { None, Adopt, Rights };
    Card *m_card, *m_proofCard;
    QLabel *m_intro, *m_running;
    Notice *m_notice;
    QWidget *m_steps;
    std::map<std::string, FindingRow *> m_rows;
    FindingRow *m_proof;
    QPushButton *m_check, *m_setUp, *m_stop, *m_down, *m_prove, *m_other;
    QWidget *m_profileRow;
    QLineEdit *m_profile;
    Question m_question = Question::None;
};

} // namespace audience::ui
