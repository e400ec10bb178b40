// The HTML email on the desk: its texts, links and pictures, and which is selected, for the canvas, the list and the bar,
// which all read and change it here. It keeps no undo: every edit goes out as the whole source and comes back by put(). While
// one place is written in, each key is an edit of what stood there before, so that nothing is rewritten twice. Main thread.
#pragma once

#include "email/html_places.h"

#include <QObject>

#include <optional>

namespace audience::ui {

// A picture that is written into the email itself: its address is all of it, and nothing to be read or written by hand.
bool isEmbedded(const std::string &address);
// "embedded picture, 34 KB"
QString embeddedWords(const std::string &address);

class HtmlDesk final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const std::string &html() const { return m_html; }
    const std::vector<email::HtmlPlace> &places() const { return m_places.places; }
    const email::HtmlPlaces &all() const { return m_places; }
    int selected() const { return m_selected; } // -1: none

    // What the owner keeps. The selection stays where its place still stands.
    void put(const std::string &html);
    void select(int place);
    // What is to be stepped through: texts, pictures, and links that hold neither.
    bool isStop(int place) const;
    int next(int place, int by) const; // -1: none further
    int textOf(int link) const;        // the only text in a link; -1: none, or several

    // False where it cannot be, with refused() and nothing changed. Until settle() edits of one place are one step of undo.
    bool change(int place, email::PlacePart part, const QString &value);
    // Another picture in its place, which says `alt` where the one before said nothing: one step of undo.
    bool replacePicture(int place, const QString &address, const QString &alt);
    bool isChanging() const { return m_writing.has_value(); }
    void takeBack(); // what was changed since settle()
    void settle();

Q_SIGNALS:
    void placesChanged();
    void selectionChanged();
    void edited(const std::string &html, const QString &what, int merge);
    void refused(const audience::Error &error);

private:
    struct Writing {
        int place = 0, merge = 0;
        email::PlacePart part = email::PlacePart::Words;
        std::string before, last;
    };
    void read();
    std::string m_html;
    email::HtmlPlaces m_places;
    int m_selected = -1, m_merge = 0;
    std::optional<Writing> m_writing;
};

} // namespace audience::ui
