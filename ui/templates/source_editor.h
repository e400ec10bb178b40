// The source of an email: HTML with Liquid, coloured, with line numbers; lines with findings are
// marked, fields and filters offered while typing, Ctrl+F finds and replaces. Wraps QScintilla so that nothing else sees it.
#pragma once

#include <QStringList>
#include <QWidget>

#include <utility>

class QFrame;
class QLabel;
class QLineEdit;
class QsciScintilla;

namespace audience::ui {

class SourceEditor final : public QWidget {
    Q_OBJECT
public:
    SourceEditor(const QString &objectName, const QString &accessibleName, bool isHtml, QWidget *parent = nullptr);
    QString text() const;
    void setText(const QString &text); // without textChanged()
    // Lines from 1; the bool says that it is an error.
    void markLines(const QVector<std::pair<int, bool>> &lines);
    void goTo(int line, int column);
    void setFields(const QStringList &fields); // offered after "{{"

Q_SIGNALS:
    void textChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void paintTheme();
    void paintMarks();
    void offer(int character);
    void take(const QString &word);
    void makeFind();
    void find(bool forward);
    void replaceAll();
    QsciScintilla *m_editor;
    QStringList m_fields;
    QFrame *m_find;
    QLineEdit *m_words, *m_with;
    QLabel *m_found;
};

} // namespace audience::ui
