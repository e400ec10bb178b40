// Words that become a field when they are clicked or Enter is pressed on them: Enter keeps what was
// written, Esc puts back what was there, leaving the field keeps it.
#pragma once

#include <QStackedWidget>

#include <functional>

class QLineEdit;
class QPushButton;

namespace audience::ui {

class InlineEditor final : public QStackedWidget {
    Q_OBJECT
public:
    // `accessibleName` says what is edited, e.g. "Name of the segment".
    InlineEditor(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const { return m_text; }
    void setPlaceholder(const QString &words); // shown quietly while there is no text
    void setTitleSize(bool on);                // the type of a page title instead of body
    // Says why a text cannot be taken ("" = it can); asked before committed().
    void setCheck(std::function<QString(const QString &)> check) { m_check = std::move(check); }
    void edit();
    bool isEditing() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void committed(const QString &text); // only when it is another text

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void finish(bool keeps);
    void refresh();
    QString m_text, m_placeholder;
    std::function<QString(const QString &)> m_check;
    QPushButton *m_shown;
    QLineEdit *m_edit;
};

} // namespace audience::ui
