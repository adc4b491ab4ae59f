// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/parts/button.h"
#include "ui/welcome/doorpanel.h"

namespace updesk
{

/// In the place of a desk whose file is encrypted and whose key is not to be had: what is wrong, and what to do.
class LockedPage final : public DoorPage
{
    Q_OBJECT
public:
    explicit LockedPage(QWidget *parent = nullptr);
    void setProblem(const QString &file, const Error &error); ///< of FileKeys
    void setFault(const QString &words); ///< of what was tried here
    QWidget *focusTarget() const { return m_again; }
    /// Of these errors it knows what to say.
    static bool isAbout(const Error &error);

Q_SIGNALS:
    void againWanted();
    void asideWanted(); ///< the file is to make room for a new one

private:
    class Panel;
    Panel *m_panel;
    TextLabel *m_title, *m_words, *m_file, *m_lost;
    Button *m_again, *m_aside;
};

} // namespace updesk
