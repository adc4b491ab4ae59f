// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/history.h"

namespace updesk
{
namespace
{

constexpr std::size_t kPlaces = 50;

}

void History::visit(const Visited &place)
{
    if (!m_places.empty()) {
        Visited &here = m_places[m_at];
        if (here.screen == place.screen && here.key == place.key) {
            here = place;
            return;
        }
        m_places.resize(m_at + 1);
    }
    m_places.push_back(place);
    if (m_places.size() > kPlaces)
        m_places.erase(m_places.begin());
    m_at = m_places.size() - 1;
}

std::optional<Visited> History::back()
{
    if (!canGoBack())
        return {};
    return m_places[--m_at];
}

std::optional<Visited> History::forward()
{
    if (!canGoForward())
        return {};
    return m_places[++m_at];
}

} // namespace updesk
