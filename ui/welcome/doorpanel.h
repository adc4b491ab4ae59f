// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/field.h"
#include "ui/parts/passwordedit.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace updesk
{

inline constexpr int kDoorPanel = 520; ///< how wide a panel is at text size 100 %

/// A white box in the middle of a page before the desk: a title, a sentence, fields and one row of buttons.
class DoorPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DoorPanel(QWidget *parent = nullptr);
    /// Shows what went wrong above the buttons, for what belongs to no field; empty takes it away.
    void setFault(const QString &words);
    QWidget *shownFault() const { return m_faultRow && m_faultRow->isVisible() ? m_faultRow : nullptr; }
    void fit(); ///< to the page's width and the words' height

protected:
    QVBoxLayout *column() const { return m_column; }
    TextLabel *addTitle(const QString &words);
    TextLabel *addWords(const QString &words);
    /// A label and text that can be selected, for what is only read.
    TextLabel *addFact(const QString &label);
    /// The row of buttons with the fault above it; the first call makes it.
    QHBoxLayout *foot();
    /// Warns under the field while Caps Lock is on.
    void watchCapsLock(Field *field, PasswordEdit *edit);
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_column;
    QWidget *m_faultRow = nullptr;
    QLabel *m_faultMark = nullptr;
    TextLabel *m_fault = nullptr;
    QHBoxLayout *m_foot = nullptr;
};

/// A page that shows one panel at a time in its middle, under the program's name. Where it is too low it scrolls, and
/// what has the focus is always in sight.
class DoorPage : public QScrollArea
{
    Q_OBJECT
public:
    explicit DoorPage(QWidget *parent = nullptr);
    ~DoorPage() override;

protected:
    void addPanel(DoorPanel *panel);
    void addAbove(QWidget *widget); ///< between the name and the panels, in their middle
    void bring(DoorPanel *panel, QWidget *focus);
    DoorPanel *current() const { return m_current; }
    void setStoreName(const QString &name);
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    int panelWidth() const; ///< what there is room for

private:
    void showFocus(); ///< scrolls to whatever has it, with what stands under it
    QVBoxLayout *m_above, *m_panels;
    TextLabel *m_store;
    DoorPanel *m_current = nullptr;
};

} // namespace updesk
