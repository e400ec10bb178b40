// Subject and preheader over the email: how long they are and how much an inbox shows, and a list of
// fields to put in where the cursor stands. Main thread.
#pragma once

#include "ui/kit/picker.h"

#include <QFrame>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace audience::ui {

class EmailHead final : public QFrame {
    Q_OBJECT
public:
    explicit EmailHead(QWidget *parent = nullptr);
    void setTexts(const QString &subject, const QString &preheader); // without the signals
    // What stands in a line that is left empty: of a variant, what it takes from the email. "": the usual hints.
    void setInherited(const QString &subject, const QString &preheader);
    void setFields(const QList<PickerItem> &fields);
    // As one person would read them, for the length.
    void setShown(const QString &subject, const QString &preheader);
    // At the end of it, over both lines: what it is about, and the control.
    void addAside(QLabel *label, QLayout *control);
    void addChoice(QWidget *choice); // above the control, at its end; after addAside()

Q_SIGNALS:
    void subjectEdited(const QString &text);
    void preheaderEdited(const QString &text);

private:
    struct Line {
        QLineEdit *edit;
        QLabel *hint;
    };
    Line addLine(QGridLayout *grid, int row, const QString &name, const QString &label, const QString &placeholder);
    static void setHint(const Line &line, qsizetype length, int most);
    Line m_subject, m_preheader;
    QBoxLayout *m_aside = nullptr; // over what stands at the end
    QList<PickerItem> m_fields;
};

} // namespace audience::ui
