// A source in the window: HTML with Liquid, plain text with Liquid, or JSON; coloured and folded, with line numbers,
// completion while typing, findings in the margin (said on hover and at the foot, F8 steps, one click mends), Ctrl+F
// finds and replaces. Wraps QScintilla so that nothing else sees it.
#pragma once

#include <QStringList>
#include <QVector>
#include <QWidget>

#include <utility>

class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QsciScintilla;

namespace audience::ui {

enum class SourceLanguage { Text, Html, Mjml, Json };

struct SourceFinding {
    enum class Severity { Note, Warning, Error };
    int line = 0, column = 0; // from 1; 0: about the whole
    int length = 0;           // bytes that are underlined; 0: to the end of the word
    Severity severity = Severity::Warning;
    QString sentence;
    bool canMend = false;
    int of = -1; // whose it is among the owner's
};

class SourceEditor final : public QWidget {
    Q_OBJECT
public:
    SourceEditor(const QString &objectName, const QString &accessibleName, SourceLanguage language, QWidget *parent = nullptr);
    QString text() const;
    void setText(const QString &text); // without textChanged(); the place being looked at stays
    void setReadOnly(bool isReadOnly);
    void setFindings(const QVector<SourceFinding> &findings);
    const QVector<SourceFinding> &findings() const { return m_findings; }
    void stepFinding(bool forward);
    // Lines from 1; the bool says that it is an error.
    void markLines(const QVector<std::pair<int, bool>> &lines);
    void goTo(int line, int column);
    void bringToSight(int line); // the keyboard stays where it is
    void setFields(const QStringList &fields); // offered after "{{"
    std::pair<int, int> caret() const; // line and column (bytes), from 1
    bool isWriting() const;            // the keyboard is in it

Q_SIGNALS:
    void textChanged();
    void caretMoved(int line, int column);
    void mendWanted(int of);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpMargins();
    void showLimit(bool isRefused);
    void paintTheme();
    void paintFindings();
    void offer(int character);
    void take(int list, const QString &word);
    void makeFind();
    void makeFoot();
    void find(bool forward);
    void replaceAll();
    void lookAtCaret();
    void showFinding(int index);
    int findingAt(int line, int column) const; // column 0: any on the line
    bool showTip(const QPoint &at, const QPoint &global);
    bool takesKey(class QKeyEvent *key, bool isPress);
    const SourceLanguage m_language;
    QsciScintilla *m_editor;
    QStringList m_fields;
    QVector<SourceFinding> m_findings;
    int m_shown = -1; // finding at the foot
    QFrame *m_find, *m_foot;
    QLineEdit *m_words, *m_with;
    QLabel *m_found, *m_said, *m_count, *m_limit;
    QPushButton *m_mend;
};

} // namespace audience::ui
