// What people write on a campaign for themselves: tags, what it may cost, notes. It changes nothing of what is sent, so it
// stays open to edits whatever becomes of the campaign. Shows and asks; who holds it keeps the campaign. Main thread.
#pragma once

#include "model/campaign.h"

#include <QFrame>

#include <optional>
#include <string>
#include <vector>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace audience::ui {

class AboutCard final : public QFrame {
    Q_OBJECT
public:
    explicit AboutCard(QWidget *parent = nullptr);
    void show(const model::Campaign &campaign, const QString &currency); // "EUR"; "": nobody said

Q_SIGNALS:
    // The campaign that was shown with one thing changed; `what` is its name, edits of the same `part` follow each other.
    void changed(const audience::model::Campaign &campaign, const QString &what, int part);

private:
    void showTags();
    void addTags();
    void readBudget(const QString &typed);
    void refresh();
    void put(const model::Campaign &campaign, const QString &what, int part);

    model::Campaign m_campaign;
    std::vector<std::string> m_shown; // tags that have a chip
    QPushButton *m_more;
    QWidget *m_rows, *m_chips;
    QLabel *m_currency, *m_fault;
    QLineEdit *m_tag, *m_budget;
    QPlainTextEdit *m_notes;
};

// "250.00" of what a person typed in the way of the language; nothing where it is no amount.
std::optional<std::string> amountOf(const QString &typed);

} // namespace audience::ui
