// What an email means, at the right of it: how it looks in the inbox, the fields it reads with who lacks
// them and what then stands there, and what the checks found, each with its place.
#pragma once

#include "service/template_service.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace audience::ui {

class EmailSide final : public QFrame {
    Q_OBJECT
public:
    explicit EmailSide(QWidget *parent = nullptr);
    void setInTab(bool inTab); // as wide as there is room, else a pane
    void showInbox(const service::EmailPreview &preview);
    void showFields(const std::vector<service::FieldUse> &uses, model::MissingField missing, std::int64_t people);
    void showFindings(const std::vector<service::FindingView> &findings);

Q_SIGNALS:
    void missingChosen(audience::model::MissingField missing);
    void fallbackWanted(const QString &field, const QString &words);
    void placeWanted(const QString &part, int line, int column);

private:
    void addUse(const service::FieldUse &use);
    QLabel *m_to, *m_subject, *m_preheader, *m_fieldsTitle;
    QPushButton *m_missing;
    QWidget *m_inside, *m_fieldsBox;
    QBoxLayout *m_fields, *m_findings;
    model::MissingField m_chosen = model::MissingField::UseEmpty;
};

} // namespace audience::ui
