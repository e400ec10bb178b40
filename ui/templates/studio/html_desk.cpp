#include "ui/templates/studio/html_desk.h"

#include "base/text.h"
#include "qbase/convert.h"
#include "ui/kit/widgets.h"

namespace audience::ui {

bool isEmbedded(const std::string &address) {
    return address.size() > 5 && foldCase(std::string_view(address).substr(0, 5)) == "data:";
}

QString embeddedWords(const std::string &address) {
    const std::size_t comma = address.find(',');
    const std::size_t written = address.size() - (comma == std::string::npos ? 0 : comma + 1);
    const bool isBase64 = comma != std::string::npos && address.substr(0, comma).find(";base64") != std::string::npos;
    return HtmlDesk::tr("embedded picture, %1 KB").arg(formatNumber(std::int64_t((isBase64 ? written / 4 * 3 : written) + 1023) / 1024));
}

using email::HtmlPlace;
using email::PlacePart;

void HtmlDesk::put(const std::string &html) {
    if (html == m_html)
        return;
    m_html = html;
    if (m_writing && html == m_writing->last)
        return; // its places are those of the text before, until it is left
    m_writing.reset();
    read();
}

void HtmlDesk::read() {
    auto found = email::htmlPlaces(m_html);
    m_places = found ? *std::move(found) : email::HtmlPlaces(); // the checks say what is wrong with it
    if (m_selected >= int(places().size()))
        m_selected = -1;
    Q_EMIT placesChanged();
    Q_EMIT selectionChanged();
}

void HtmlDesk::select(int place) {
    if (place == m_selected)
        return;
    settle();
    m_selected = place >= 0 && place < int(places().size()) ? place : -1;
    Q_EMIT selectionChanged();
}

bool HtmlDesk::isStop(int place) const {
    if (place < 0 || place >= int(places().size()))
        return false;
    if (places()[std::size_t(place)].kind != HtmlPlace::Kind::Link)
        return true;
    return place + 1 >= int(places().size()) || places()[std::size_t(place) + 1].link != std::size_t(place);
}

int HtmlDesk::next(int place, int by) const {
    const int count = int(places().size());
    for (int at = place < 0 ? (by > 0 ? 0 : count - 1) : place + by; at >= 0 && at < count; at += by)
        if (isStop(at))
            return at;
    return -1;
}

int HtmlDesk::textOf(int link) const {
    int text = -1;
    for (std::size_t i = std::size_t(link) + 1; i < places().size() && places()[i].link == std::size_t(link); ++i)
        if (places()[i].kind == HtmlPlace::Kind::Text) {
            if (text >= 0)
                return -1;
            text = int(i);
        }
    return text;
}

bool HtmlDesk::change(int place, PlacePart part, const QString &value) {
    if (place < 0 || place >= int(places().size()))
        return false;
    if (m_writing && (m_writing->place != place || m_writing->part != part || m_html != m_writing->last))
        settle();
    if (place >= int(places().size()))
        return false;
    const std::string before = m_writing ? m_writing->before : m_html;
    const auto edit = email::placeEdit(before, m_places, std::size_t(place), part, toUtf8(value));
    if (!edit) {
        Q_EMIT refused(edit.error());
        return false;
    }
    const std::string next = email::withEdits(before, {*edit});
    if (next == m_html)
        return true;
    if (!m_writing)
        m_writing = Writing{place, ++m_merge, part, before, {}};
    m_writing->last = next;
    const HtmlPlace::Kind kind = places()[std::size_t(place)].kind;
    const QString what = kind == HtmlPlace::Kind::Text      ? tr("Write")
                         : kind == HtmlPlace::Kind::Link    ? tr("Change a link")
                         : part == PlacePart::Address       ? tr("Change a picture")
                                                            : tr("Change an alternative text");
    const int merge = m_writing->merge;
    Q_EMIT edited(next, what, merge);
    return true;
}

bool HtmlDesk::replacePicture(int place, const QString &address, const QString &alt) {
    settle();
    if (place < 0 || place >= int(places().size()))
        return false;
    const Result<std::string> next = [&]() -> Result<std::string> {
        TRY_ASSIGN(const email::SourceEdit picture, email::placeEdit(m_html, m_places, std::size_t(place), PlacePart::Address, toUtf8(address)));
        std::string replaced = email::withEdits(m_html, {picture});
        if (alt.isEmpty() || !places()[std::size_t(place)].text.empty())
            return replaced;
        TRY_ASSIGN(const email::HtmlPlaces found, email::htmlPlaces(replaced));
        TRY_ASSIGN(const email::SourceEdit words, email::placeEdit(replaced, found, std::size_t(place), PlacePart::Words, toUtf8(alt)));
        return email::withEdits(replaced, {words});
    }();
    if (!next) {
        Q_EMIT refused(next.error());
        return false;
    }
    if (*next != m_html)
        Q_EMIT edited(*next, tr("Change a picture"), ++m_merge);
    return true;
}

void HtmlDesk::takeBack() {
    if (!m_writing || m_html != m_writing->last)
        return settle();
    m_writing->last = m_writing->before;
    const int merge = m_writing->merge;
    Q_EMIT edited(std::string(m_writing->before), tr("Write"), merge);
    settle();
}

void HtmlDesk::settle() {
    if (!m_writing)
        return;
    m_writing.reset();
    read();
}

} // namespace audience::ui
