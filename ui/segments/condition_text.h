// A rule as text, changed in its row: what is not understood is underlined at its place and said below, and the
// rule stays as it was until all of it is. Also the marking for other editors of rules. Main thread.
#pragma once

#include "base/result.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPlainTextEdit;

namespace audience::ui {

class ConditionText final : public QFrame {
    Q_OBJECT
public:
    // `take` reads the text in the background and answers with what is wrong, or not at all once the rule is changed.
    using Take = std::function<void(const QString &text, std::function<void(const Error &)> wrong)>;
    ConditionText(const QString &name, const QString &text, Take take, QWidget *parent = nullptr);

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void use();
    Take m_take;
    QPlainTextEdit *m_edit;
    QLabel *m_wrong;
};

// Underlines from the place at which a rule's text is not understood ("segment.syntax" {offset}) and goes there;
// every other error, or none: nothing is underlined.
void markFault(QPlainTextEdit *edit, const Error *error);

} // namespace audience::ui
