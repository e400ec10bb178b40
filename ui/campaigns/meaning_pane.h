// What a campaign would do: how many it reaches and what each step leaves, why the others are kept back,
// what stands in the way with the step that mends it, and what similar ones did. Shows and asks only.
#pragma once

#include "service/forecast.h"
#include "service/sleep_risk.h"
#include "service/views.h"

#include <QFrame>

#include <optional>

class QBoxLayout;
class QLabel;
class QLineEdit;

namespace audience::ui {

class BarRows;

// What the page found out about the campaign as it stands.
struct Readiness {
    std::optional<service::CountView> count;
    std::vector<service::CheckView> checks;
    bool isMine = false; // this person wrote it, so somebody else approves it
    std::optional<service::EmailPreview> preview;
    service::SendingMachine machine;
    service::SleepRisk sleep = service::SleepRisk::Low;
    std::optional<service::Forecast> expected; // nothing where too little was like it
    std::vector<Instant> starts; // the next ones, of what repeats

    bool canSend() const;
};

class MeaningPane final : public QFrame {
    Q_OBJECT
public:
    explicit MeaningPane(QWidget *parent = nullptr);
    void show(const Readiness &readiness, const model::Campaign &campaign);

Q_SIGNALS:
    void fixWanted(const QString &check);
    void reasonOpened(const QString &reason); // who is kept back for it
    void leftOpened(const QStringList &reasons, const QString &title); // who is left where these keep people back
    void legalBasisGiven(const QString &basis, const QString &statement);

private:
    QWidget *makeLegal();
    void showCounts(const std::optional<service::CountView> &count);
    void showChecks(const Readiness &readiness);
    void showExpected(const Readiness &readiness, const model::Campaign &campaign);

    QLabel *m_reach, *m_keptTitle, *m_expected;
    BarRows *m_steps, *m_kept;
    QStringList m_reasons; // of the rows
    QList<QStringList> m_leftReasons; // by each row of m_steps
    QBoxLayout *m_checks;
    QWidget *m_legal, *m_expectedBox;
    QLineEdit *m_statement;
};

} // namespace audience::ui
