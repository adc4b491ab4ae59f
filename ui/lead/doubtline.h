// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadcalls.h"

#include <QWidget>

namespace updesk
{

class LeadModel;
class TextLabel;

/// What the customer wrote that may mean stop, and what a person makes of it: no contact any more, or going on. Shown
/// while nobody has said so, for until then nothing goes out by itself.
class DoubtLine final : public QWidget
{
    Q_OBJECT
public:
    DoubtLine(LeadModel &model, LeadCalls calls, QWidget *parent = nullptr);
    /// Shift+X: they want no contact; Shift+Y: go on. False: it is another's key, or nothing is in doubt.
    bool act(Letter letter); ///< false: it is another's, or nothing is in doubt
    QString words() const; ///< of the line

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Meant : quint8 { NoContact, GoOn };
    void refresh();
    void settle(Meant meant);
    LeadModel &m_model;
    LeadCalls m_calls;
    TextLabel *m_words;
};

} // namespace updesk
