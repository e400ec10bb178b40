// The few questions about a file, with the guesses already chosen: which table it is, who is a person, who
// agreed, what a purchase is, the time zone, and what becomes of the rows that are there. Edits an
// ImportChoices; says when an answer changed.
#pragma once

#include "service/import_survey.h"
#include "ui/import/import_choices.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace audience::ui {

class SegmentedControl;

class ImportQuestions final : public QWidget {
    Q_OBJECT
public:
    explicit ImportQuestions(QWidget *parent = nullptr);
    void ask(ImportChoices *choices, const ingest::Preview *preview, const ImportSurroundings *around);
    // Values to choose from that only the whole file tells.
    void know(const service::ImportFindings &found);
    void refresh();

Q_SIGNALS:
    void changed();        // what would be imported: it must be surveyed again
    void meaningChanged(); // only what the words mean

private:
    QPushButton *addPick(const char *name, const QString &label);
    QLineEdit *addEdit(const char *name, const QString &label);
    QLabel *addTitle(const QString &text);
    void makeTable();
    void makePeople();
    void makeAgreement();
    void makeEvents();
    void makePurchase();
    void makeTimes();
    void pickValue();
    void pickColumn(QPushButton *button, std::string *field, const QString &none);
    void pickZone();
    void pickName();
    void rename(const std::string &name);
    void pickPurchase();
    QString productWords() const; // "quantity x price"
    void place(QWidget *control, bool isThere);

    ImportChoices *m_choices = nullptr;
    const ingest::Preview *m_preview = nullptr;
    const ImportSurroundings *m_around = nullptr;
    std::vector<service::ConsentValue> m_consentValues;
    std::vector<service::Bucket> m_eventNames;
    QVBoxLayout *m_layout;
    QLineEdit *m_name, *m_statement, *m_eventName, *m_currency;
    SegmentedControl *m_role;
    QPushButton *m_mode, *m_key, *m_email, *m_agreement, *m_consent, *m_yes, *m_basis, *m_profile, *m_time, *m_nameColumn, *m_purchase, *m_value,
        *m_dates, *m_zone;
    QLabel *m_reason, *m_others, *m_peopleTitle, *m_eventsTitle, *m_purchaseTitle, *m_timeTitle;
};

} // namespace audience::ui
