// The six who wait for prices without tax and are not told by their flow, each for another reason but two.
// "after" is a moment after the change shipped; "plan=" is the plan the customer was on when saying it.
export const pricingSix = `
HB-1032 | mail | 17.52 | complaint de | Ich ärgere mich über die Preise ohne Mehrwertsteuer: Gabel 310, bezahlt 368,90. Eine Antwort per Mail brauche ich nicht, ändern Sie es einfach.
HB-1033 | nps:4 | 21.66 | complaint | Prices should be prices. I do not want to see 23 % appear at the end like a tip I never agreed to.
HB-1034 | review:3 | 14.71 | complaint ko | 상품 페이지의 가격에 세금이 빠져 있어요. 결제할 때 금액이 달라져서 당황했습니다.
HB-1035 | mail | 23.95 | complaint | Hi, I pay for Pro partly so that shopping is simpler, and then I get prices without VAT and have to work out the real cost of a battery (£389? £467?) myself. Please show it with tax. Priya
HB-1036 | nps:5 | after | complaint | I still see net prices on the parts pages. My order yesterday was 412 on the list and 494 in the bank.
HB-1037 | app:2 | 20.34 | complaint plan=basic | The app shows prices without mva and then charges with it. Saved a Fjell 29 at 11 990, the pay button said 14 987. Thought the app was broken.
HB-1037 | mail | 12.48 | complaint | Hello, I have since gone over to Pro because of the service days, and the shop has the same flaw as the app: tax is only added on the last page. Is anybody looking at this?
`;
