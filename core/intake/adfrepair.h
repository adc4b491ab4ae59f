// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/textsearch.h"

#include <QString>

namespace updesk
{

/// Mends the usual faults of pasted XML, piece by piece, so that a strict parser can read it: comments and processing
/// instructions dropped, CDATA as escaped text, ampersands, HTML entities, forbidden characters, lonely "<", br and hr,
/// quotes of attributes. Nothing is guessed beyond that.
class AdfRepair
{
public:
    explicit AdfRepair(QStringView text);

    bool atEnd() const { return m_at >= m_text.size(); }
    /// The next piece of mended text, about 32,000 characters.
    QString next();
    /// True when a tag was beyond all measure (hundreds of attributes, a value of 64 KB); the text then counts as
    /// damaged.
    bool hopeless() const { return m_hopeless; }

private:
    void step();
    void sectionStep();
    void copySound();
    void character();
    void markup();
    void giveUp();
    void instruction();
    void startTag();
    void endTag();
    bool attribute();
    void attributeValue();
    void value(QStringView raw);
    void reference(QStringView text, qsizetype &at);
    QStringView nameAt(qsizetype at) const;
    void skipSpace();

    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_cdataUntil = -1; ///< where the open section's "]]>" stands
    bool m_hopeless = false;
    QString m_out;
    TextSearch m_commentEnd;
    TextSearch m_cdataEnd;
    TextSearch m_instructionEnd;
};

} // namespace updesk
