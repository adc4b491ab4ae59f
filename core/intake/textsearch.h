// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace updesk
{

/// Finds the next place of one needle, remembering it, so that many questions together read the text once.
class TextSearch
{
public:
    TextSearch(QStringView text, QStringView needle) : m_text(text), m_needle(needle) { }

    /// The first place at or after `from`, or -1; `from` never goes back.
    qsizetype next(qsizetype from)
    {
        if (m_found != -1 && m_found < from)
            m_found = m_text.indexOf(m_needle, from);
        return m_found;
    }

private:
    QStringView m_text;
    QStringView m_needle;
    qsizetype m_found = -2; ///< -2: not looked yet
};

} // namespace updesk
