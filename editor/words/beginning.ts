/** The first words of a text; what is left out is shown by an ellipsis. */
export function beginning(text: string, most: number): string {
  const words = text.split(' ');
  return words.length > most ? `${words.slice(0, most).join(' ').replace(/,$/, '')} …` : text;
}
