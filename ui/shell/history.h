// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace updesk
{

/// Somewhere the user was: a screen, and what was open on it.
struct Visited {
    QString screen;
    QString key; ///< tells places of one screen apart; empty: the screen itself
    std::function<void()> show; ///< opens it again after the screen came to the front; empty: nothing more to do
};

/// The way walked through the program, for Alt+Left and Alt+Right; the last 50 places.
class History
{
public:
    /// Notes a place; the same one twice in a row is one. What lay ahead is forgotten.
    void visit(const Visited &place);
    std::optional<Visited> back();
    std::optional<Visited> forward();
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }

private:
    std::vector<Visited> m_places;
    std::size_t m_at = 0;
};

} // namespace updesk
