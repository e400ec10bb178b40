// Which words of an email in variants the desk shows and changes: the choice, for beside the subject, and while a variant is
// chosen a bar that says so wherever one looks, so that nobody takes one for the other. Main thread.
#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;
class QPushButton;

namespace audience::ui {

class ElidedLabel;

class VariantBar final : public QFrame {
    Q_OBJECT
public:
    explicit VariantBar(QWidget *parent = nullptr);
    void show(const QStringList &variants, const QString &chosen); // "": the email itself
    QString chosen() const { return m_chosen; }
    QPushButton *choice() { return m_choice; } // to be placed over the email; hidden where there are no variants

Q_SIGNALS:
    void variantChosen(const QString &name);

private:
    void pick();
    QStringList m_variants;
    QString m_chosen;
    QPushButton *m_choice;
    QLabel *m_mark;
    ElidedLabel *m_about;
};

} // namespace audience::ui
